import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { parseCloudEvent } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import {
  addDays,
  alertDecider,
  districtStream,
  shippedTriggerSet,
  type AlertEvent,
  type AlertNotified,
  type DigestQueued,
  type TriggerSet,
} from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { execute, FixedClock, type EventLog, type RecordedEvent } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { alerts, type AlertDocument } from '#libs/views';
import { previewAlerts } from '../apps/alerting/index.js';
import { Intake, startSchoolDay, startSchoolHours, type IntakeItem } from '../apps/ingestion/index.js';
import { simulateDistrict } from '../apps/simulator/index.js';
import { Workers } from '../apps/standalone/index.js';

const DISTRICT = 'lincoln';
const SOURCE = '/districts/lincoln/clock';
const DAYS = 45;

const stagedResponse = shippedTriggerSet('staged-response') as TriggerSet;

interface Told {
  interrupting: number;
  digest: number;
  inboxOnly: number;
}

/** A simulated district whose alerts are raised day by day as it goes, or all at once when it has come to its last day. */
async function livedThrough({ dayByDay }: { readonly dayByDay: boolean }) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const intake = new Intake({ store, directory: openMemoryDirectory('a secret for tests') });
  const workers = new Workers({ store, log, models, clock: new FixedClock('2026-01-05T12:00:00Z') });
  const days: string[] = [];
  let arrived: IntakeItem[] = [];

  const append = async (stream: string, type: string, data: object): Promise<void> => {
    const last = (await store.readStream(stream)).length - 1;
    await store.append({ stream, expectedRevision: last, events: [{ id: randomUUID(), type, data, metadata: {} }] });
  };
  const adopt = ({ name, version }: TriggerSet): Promise<void> =>
    append(districtStream(DISTRICT), 'triggers-adopted.v1', { set: name, version, by: 'A. Rivera', reason: 'Board decision' });
  /** Somebody takes an alert in hand, and somebody settles another one. */
  const handle = async (date: string): Promise<void> => {
    const { documents } = await models.collection<AlertDocument>(alerts).find({ index: 'byState', equals: [DISTRICT, 'open'], limit: 4 });
    for (const [index, { body }] of documents.entries()) {
      const [staff] = body.route.staff;
      if (staff === undefined || body.studentKey === null) continue;
      const settled = { kind: 'settle', staff, outcome: 'spoke-with-student', date } as const;
      await execute({
        store,
        stream: `alert-${body.studentKey.slice(0, 2)}.${DISTRICT}.${body.alertId}`,
        decider: alertDecider,
        command: index % 2 === 0 ? { kind: 'acknowledge', staff, date } : settled,
        decode: ({ type, data }: RecordedEvent) => ({ type, data }) as AlertEvent,
        encode: ({ type, data }) => ({ id: randomUUID(), type, data, metadata: {} }),
      });
    }
  };
  const passDay = async (): Promise<void> => {
    await intake.take(arrived.splice(0));
    const date = days.at(-1);
    if (date !== undefined) await startSchoolHours(store, DISTRICT, { date, upTo: 12 }, SOURCE);
    if (dayByDay) await workers.runToEnd();
    if (dayByDay && date !== undefined && days.length % 7 === 0) await handle(date);
    if (date !== undefined) await startSchoolHours(store, DISTRICT, { date, upTo: 17 }, SOURCE);
    if (dayByDay) await workers.runToEnd();
  };

  await adopt(stagedResponse);
  for (const item of simulateDistrict({ district: DISTRICT, students: 120, communities: 1, seed: 3, days: DAYS })) {
    if (item.kind === 'event') {
      const parsed = parseCloudEvent(JSON.stringify(item.event), { district: DISTRICT });
      if (parsed.ok) arrived.push({ record: parsed.record });
      continue;
    }
    await passDay();
    days.push(item.date);
    await startSchoolDay(store, DISTRICT, item.date, SOURCE);
    if (days.length === 30) await adopt(shippedTriggerSet('off-track') as TriggerSet);
    await startSchoolHours(store, DISTRICT, { date: item.date, upTo: 8 }, SOURCE);
    if (dayByDay) await workers.runToEnd();
  }
  await passDay();
  await workers.runToEnd();
  return { store, log, period: { from: days[10] ?? '', to: days.at(-3) ?? '' }, last: days.at(-1) ?? '' };
}

/** What stands in the log: who was told how, by week and member of staff. */
async function toldIn(log: EventLog, { from, to }: { from: string; to: string }): Promise<Record<string, Told>> {
  const { notices, inDigests } = await noticesIn(log);
  const told: Record<string, Told> = {};
  for (const [id, { staff, push, date = '' }] of notices) {
    if (date < from || date > to) continue;
    const monday = addDays(date, -((new Date(date).getUTCDay() + 6) % 7));
    const figures = (told[`${monday} ${staff}`] ??= { interrupting: 0, digest: 0, inboxOnly: 0 });
    figures[push === 'now' ? 'interrupting' : inDigests.has(id) ? 'digest' : 'inboxOnly'] += 1;
  }
  return told;
}

async function noticesIn(log: EventLog): Promise<{ notices: [string, AlertNotified][]; inDigests: Set<string> }> {
  const notices: [string, AlertNotified][] = [];
  const inDigests = new Set<string>();
  for await (const { events } of log.read({ prefixes: ['alert-', 'notice-'] })) {
    for (const { id, type, data } of events) {
      if (type === 'alert-notified.v1') notices.push([id, data as AlertNotified]);
      if (type === 'digest-queued.v1') for (const notice of (data as DigestQueued).notices) inDigests.add(notice);
    }
  }
  return { notices, inDigests };
}

type Previewed = Awaited<ReturnType<typeof previewAlerts>>;

function figuresOf(rows: Previewed, side: 'now' | 'proposed'): Record<string, Told> {
  const told = rows.flatMap(({ week, staff, [side]: { interrupting, digest, inboxOnly } }) =>
    staff === null || interrupting + digest + inboxOnly === 0 ? [] : [[`${week} ${staff}`, { interrupting, digest, inboxOnly }] as const],
  );
  return Object.fromEntries(told);
}

function sumOf(told: Record<string, Told>): Told {
  const sum = { interrupting: 0, digest: 0, inboxOnly: 0 };
  for (const each of Object.values(told)) for (const name of ['interrupting', 'digest', 'inboxOnly'] as const) sum[name] += each[name];
  return sum;
}

let district: Awaited<ReturnType<typeof livedThrough>>;
beforeAll(async () => void (district = await livedThrough({ dayByDay: true })));

describe('The past of a district, read again', () => {
  it('comes to the very notices that people were given, whatever they did with them and whatever was adopted on the way', async () => {
    const { store, log, period } = district;
    const head = await log.head();
    const rows = await previewAlerts({ store, log }, { district: DISTRICT, period, proposed: stagedResponse });
    const told = await toldIn(log, period);
    expect(sumOf(told).interrupting).toBeGreaterThan(20);
    expect(sumOf(told).digest).toBeGreaterThan(20);
    expect(figuresOf(rows, 'now')).toEqual(told);
    expect(figuresOf(rows, 'proposed')).not.toEqual(told);
    expect(await log.head()).toBe(head);
  });

  it('comes to them also where all alerts were raised late', async () => {
    const { store, log, last } = await livedThrough({ dayByDay: false });
    const period = { from: '2025-07-01', to: addDays(last, 1) };
    const rows = await previewAlerts({ store, log }, { district: DISTRICT, period, proposed: stagedResponse });
    const told = await toldIn(log, period);
    const held = ({ interrupting, digest, inboxOnly }: Told) => ({ interrupting, held: digest + inboxOnly });
    expect(held(sumOf(figuresOf(rows, 'now')))).toEqual(held(sumOf(told)));
    expect(Object.keys(figuresOf(rows, 'now')).sort()).toEqual(Object.keys(told).sort());
  });

  it('is told of quietly under triggers that only give notice', async () => {
    const { store, log, period } = district;
    const triggers = stagedResponse.triggers.map((trigger) => ({ ...trigger, severity: 'notice' as const }));
    const rows = await previewAlerts({ store, log }, { district: DISTRICT, period, proposed: { ...stagedResponse, triggers } });
    const { interrupting, digest } = sumOf(figuresOf(rows, 'proposed'));
    expect(digest).toBeGreaterThan(20);
    expect(interrupting).toBe(0);
    expect(rows.every(({ proposed }) => proposed.busiestDay === null)).toBe(true);
  });
});
