import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { alertStream } from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder } from '#libs/testing';
import { startAlerting } from '../../../alerting/index.js';
import { auditLog } from './audit-log.js';
import { BreachError } from './breach.error.js';

const KIM = 'aa000000000000000000000000000001';
const LOU = 'bb000000000000000000000000000002';
const DAY = '2025-10-13';

let store: EventStore;
let log: EventLog;
let history: AlertHistoryBuilder;
let react: () => Promise<void>;

/** Ann is Kim's advocate, Cal the school's counselor: Kim is off track, waits 14 school hours and goes to Cal; Lou's was an error. */
beforeEach(async () => {
  ({ store, log } = openMemoryEventStore());
  const models = openMemoryReadModels();
  react = async () => (await startAlerting({ store, log, models }, { once: true })).run();
  history = new AlertHistoryBuilder(store);
  await history.advocate('ann', KIM);
  await history.assigned('cal', 'counselor', { schoolId: 's1' });
  await history.day(DAY);
  await history.status(KIM, 'off-track', DAY);
  await history.status(LOU, 'off-track', DAY);
  await history.status(LOU, 'on-track', DAY, { ended: 'corrected' });
  await react();
  for (const day of [DAY, '2025-10-14', '2025-10-15']) {
    if (day !== DAY) await history.day(day);
    await history.hours(day, 8, 9, 10, 11, 12, 13, 14);
    await react();
  }
});

const audit = () => auditLog(log, new AbortController().signal);

async function eventsOf(prefix: string): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const { events } of log.read({ prefixes: [prefix] })) found.push(...events);
  return found;
}

/** The stream of Kim's alert. */
async function kims(): Promise<string> {
  return (await eventsOf('alert-')).find(({ type, stream }) => type === 'alert-raised.v1' && stream.startsWith('alert-aa'))?.stream ?? '';
}

/** Writes what alerting would never write, because of the latest event before it. */
async function forge(stream: string, type: string, data: object, cause?: RecordedEvent): Promise<void> {
  const position = cause?.position ?? (await log.head());
  const { length } = await store.readStream(stream);
  const event = { id: randomUUID(), type, data, metadata: { causePosition: position } };
  await store.append({ stream, expectedRevision: length - 1, events: [event] });
}

const notified = (staff: string, over: object = {}): object => ({
  staff,
  channel: 'inbox',
  about: 'woken',
  push: 'none',
  date: DAY,
  ...over,
});

describe('The audit of alerts', () => {
  it('finds all as promised where alerting has written it, and says how much that was', async () => {
    expect(await audit()).toEqual({
      alerts: 2,
      silent: 0,
      transitions: 2,
      retractions: 1,
      notices: 4,
      interruptions: 4,
      mostInterruptions: 2,
      escalations: 1,
    });
  });

  it('goes on with what people do', async () => {
    const stream = await kims();
    const { length } = await store.readStream(stream);
    const data = { ended: 'settled', asOf: DAY, staff: 'ann', outcome: 'referred' };
    await store.append({
      stream,
      expectedRevision: length - 1,
      events: [{ id: randomUUID(), type: 'alert-resolved.v1', data, metadata: {} }],
    });
    await history.status(KIM, 'on-track', '2025-10-16');
    await history.status(KIM, 'off-track', '2025-10-17');
    await react();
    expect(await audit()).toMatchObject({ alerts: 3, transitions: 3 });
  });

  it('finds a change that nobody was alerted of', async () => {
    await history.status('cc000000000000000000000000000003', 'off-track', DAY);
    await expect(audit()).rejects.toThrow(/No alert was raised/);
  });

  it('finds an alert that nothing called for, or raised a second time', async () => {
    const raised = (await eventsOf(await kims()))[0]?.data as object;
    const cause = (await eventsOf('status-bb')).at(-1);
    const other = alertStream('d1', 'cc000000000000000000000000000003', randomUUID());
    const forged = { ...raised, studentKey: 'cc000000000000000000000000000003', episode: cause?.id };
    await forge(other, 'alert-raised.v1', forged, cause);
    await expect(audit()).rejects.toThrow(/nothing called for it/);
  });

  it('finds two open alerts of one rule about one student', async () => {
    const raised = (await eventsOf(await kims()))[0]?.data as object;
    await forge(alertStream('d1', KIM, randomUUID()), 'alert-raised.v1', raised);
    await expect(audit()).rejects.toThrow(/open already/);
  });

  it('finds a notice to somebody without access', async () => {
    await forge(await kims(), 'alert-notified.v1', notified('stranger'));
    await expect(audit()).rejects.toThrow(/stranger was told on 2025-10-13 and had no access/);
  });

  it('finds more interruptions than the budget of a person', async () => {
    const stream = await kims();
    for (let times = 0; times < 9; times++) await forge(stream, 'alert-notified.v1', notified('ann', { push: 'now' }));
    expect(await audit()).toMatchObject({ mostInterruptions: 10 });
    await forge(stream, 'alert-notified.v1', notified('ann', { push: 'now' }));
    await expect(audit()).rejects.toThrow(/ann was interrupted more than 10 times on 2025-10-13/);
  });

  it('finds an escalation before its time', async () => {
    const route = { step: 2, afterHours: 14, date: DAY, hour: 9 };
    await forge(await kims(), 'alert-escalated.v1', route);
    await expect(audit()).rejects.toThrow(/escalated after \d+ school hours, due after 14/);
  });

  it('finds a retraction without a correction', async () => {
    await history.status(KIM, 'on-track', '2025-10-16');
    await forge(await kims(), 'alert-retracted.v1', { ended: 'corrected', asOf: DAY });
    await expect(audit()).rejects.toThrow(BreachError);
    await expect(audit()).rejects.toThrow(/no correction is behind its retraction/);
  });

  it('finds what followed from nothing that is in the log', async () => {
    const beyond = { position: (await log.head()) + 5 } as RecordedEvent;
    await forge(await kims(), 'alert-woken.v1', { date: DAY }, beyond);
    await expect(audit()).rejects.toThrow(/which is not in the log/);
  });
});
