import { beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { AnotherWriterError, type EventLog, type ReadLogOptions, type ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, alertStory } from '#libs/testing';
import { startAlerting } from '../start-alerting.js';
import { AlertingMemory } from './alerting-memory.js';
import { piecesOf } from './kept-memory.js';
import { StoredMemory } from './stored-memory.js';

const ANN = 'ann';
const students = Array.from({ length: 6 }, (_, index) => `a${index}`.padEnd(32, '0'));

/** Says from where it is read. */
class WatchedLog {
  readonly starts: number[] = [];

  constructor(readonly log: EventLog) {}

  read(options: ReadLogOptions = {}): ReturnType<EventLog['read']> {
    if (options.prefixes?.includes('alert-') === true) this.starts.push(options.after ?? 0);
    return this.log.read(options);
  }

  head(): Promise<number> {
    return this.log.head();
  }
}

let models: ReadModels;
let store: ReturnType<typeof openMemoryEventStore>['store'];
let log: WatchedLog;
let builder: AlertHistoryBuilder;

beforeEach(async () => {
  const opened = openMemoryEventStore();
  ({ store } = opened);
  log = new WatchedLog(opened.log);
  models = openMemoryReadModels();
  builder = new AlertHistoryBuilder(store);
  await builder.assigned(ANN, 'counselor', { communityId: 'c1' });
});

/** A school day on which some turn off track; alerting goes on in between. */
async function day(date: string, off: readonly string[], storeEvery = 1): Promise<void> {
  await builder.day(date);
  await builder.hours(date, 7, 8, 9);
  for (const key of off) await builder.status(key, 'off-track', date);
  await (await startAlerting({ store, log, models, storeEvery }, { once: true })).run();
}

const parts = () => models.collection<Record<string, unknown>>({ name: 'alerting.memory', indexes: {} });

/** Where the memory of the next start begins to be folded from the log. */
async function nextStart(): Promise<number> {
  log.starts.length = 0;
  await startAlerting({ store, log, models }, { once: true });
  return log.starts[0] ?? -1;
}

async function change(id: string, over: Record<string, unknown>): Promise<void> {
  const stored = await parts().get(id);
  if (stored === null) throw new Error(`There is no ${id}.`);
  await parts().write([{ id, previous: stored.position, position: stored.position, body: { ...stored.body, ...over } }]);
}

describe('The memory of alerting', () => {
  it('is folded from where it was stored, and decides as if it had been folded from the start', async () => {
    await day('2025-10-13', students.slice(0, 3));
    const checkpoint = await models.checkpoint('alerting');
    expect(await nextStart()).toBe(checkpoint);
    await day('2025-10-14', students.slice(3));
    for (const key of students) await builder.status(key, 'on-track', '2025-10-15');
    await day('2025-10-15', []);
    const story = await alertStory(log.log);
    expect(story.filter((line) => line.endsWith(' raised'))).toHaveLength(6);
    expect(story.filter((line) => line.endsWith(' resolved as recovered'))).toHaveLength(6);
  });

  it('is the same whether it was stored on the way or is folded from the start', async () => {
    await day('2025-10-13', students.slice(0, 3));
    await builder.contact(students[0] ?? '', '2025-10-13');
    await day('2025-10-14', students.slice(3));
    const handled = await models.checkpoint('alerting');
    const stored = new AlertingMemory();
    expect(await new StoredMemory(models).load(stored, handled)).toBe(handled);
    const folded = new AlertingMemory();
    for await (const { events } of log.log.read()) events.forEach((event) => folded.remember(event, handled));
    for (const memory of [stored, folded]) {
      memory.attention.forgetBefore('2025-10-14');
      memory.waves.forgetBefore('2025-10-14');
    }
    expect([...piecesOf(stored)]).toEqual([...piecesOf(folded)]);
  });

  it('holds what has ended until the next day, also where no hours are kept', async () => {
    await builder.day('2025-10-13');
    await builder.status(ANN, 'off-track', '2025-10-13');
    await (await startAlerting({ store, log, models }, { once: true })).run();
    await builder.status(ANN, 'on-track', '2025-10-13');
    await (await startAlerting({ store, log, models }, { once: true })).run();
    const alertsIn = async (): Promise<number> => {
      const memory = new AlertingMemory();
      for await (const { events } of log.log.read())
        for (const event of events) memory.remember(event, await models.checkpoint('alerting'));
      return memory.alerts.size;
    };
    expect(await alertsIn()).toBe(1);
    await builder.day('2025-10-14');
    await (await startAlerting({ store, log, models }, { once: true })).run();
    expect(await alertsIn()).toBe(0);
  });

  it('is folded from the start where what is stored is of another form, not whole, or later than the checkpoint', async () => {
    await day('2025-10-13', students.slice(0, 3));
    await change('head', { form: 0 });
    expect(await nextStart()).toBe(0);
    await day('2025-10-14', []);
    expect(await nextStart()).toBeGreaterThan(0);
    await change('part 0', { handled: 1 });
    expect(await nextStart()).toBe(0);
    await day('2025-10-15', []);
    await change('head', { parts: 2 });
    expect(await nextStart()).toBe(0);
    await day('2025-10-16', []);
    expect(await new StoredMemory(models).load(new AlertingMemory(), (await models.checkpoint('alerting')) - 1)).toBe(0);
  });

  it('is stored again only after as many events as it has pieces', async () => {
    const handled = async (): Promise<unknown> => (await parts().get('head'))?.body['handled'];
    await day('2025-10-13', students);
    await day('2025-10-14', []);
    const second = await handled();
    await day('2025-10-15', []);
    expect(await handled()).toBe(second);
    await day('2025-10-16', []);
    await day('2025-10-17', []);
    await day('2025-10-18', []);
    expect(await handled()).toBeGreaterThan(Number(second));
  });

  it('is stored by one process: another one stops', async () => {
    await day('2025-10-13', students.slice(0, 1));
    const [one, other] = [new StoredMemory(models), new StoredMemory(models)];
    for (const each of [one, other]) await each.load(new AlertingMemory(), 1_000);
    await one.store(new AlertingMemory(), 1_000);
    await expect(other.store(new AlertingMemory(), 1_001)).rejects.toBeInstanceOf(AnotherWriterError);
  });
});

describe('The form of what is stored', () => {
  it('is this one: with another one FORM is to be raised', async () => {
    await day('2025-10-13', students.slice(0, 1));
    await builder.contact(students[0] ?? '', '2025-10-13');
    await day('2025-10-14', []);
    const shapes = new Map([...piecesOf(await storedMemory())].map(({ of, kept }) => [`${of} ${Object.keys(kept)[0]}`, shapeOf(kept)]));
    expect(Object.fromEntries(shapes)).toMatchInlineSnapshot(`
     {
       "alert stream": "{ alertId: string, decided: number, district: string, endedBy: number, hours: number, interrupted: [string], lastOpen: null, position: number, raised: { asOf: string, cause: string, communityId: string, conditions: [{ inclusive: boolean, name: string, result: string, threshold: number, value: number }], episode: string, gradeLevel: string, level: number, milestone: string, profile: string, profileVersion: string, rule: string, schoolId: string, schoolYear: number, severity: string, stage: number, studentKey: string, triggerSet: string, triggerSetVersion: string }, raisedBy: number, revision: number, state: { acknowledgedBy: null, asOf: string, escalations: number, mergedInto: null, notices: [string], phase: string, route: { role: string, staff: [string] }, routes: number, separations: number, silent: boolean, snoozeReason: null, snoozedUntil: null, stage: number, told: [string], wakings: number }, stream: string }",
       "attention district": "{ district: string, interruptions: [], pending: [], staff: string }",
       "student district": "{ district: string, offTrack: { gradeLevel: string, key: string, place: { communityId: string, schoolId: string, studentKey: string }, since: string, year: number } }",
       "student student": "{ contacts: [[string]], student: string }",
       "wave community": "{ community: string, turned: [[string]] }",
     }
    `);
  });
});

async function storedMemory(): Promise<AlertingMemory> {
  const memory = new AlertingMemory();
  await new StoredMemory(models).load(memory, await models.checkpoint('alerting'));
  return memory;
}

/** The names in it, at every depth. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shapeOf))].join(' | ')}]`;
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${shapeOf(field)}`);
  return `{ ${fields.sort().join(', ')} }`;
}
