import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NO_STREAM, type RecordedEvent } from '#libs/event-sourcing';
import { openEventStore } from '../open-event-store.js';
import { openSqlite } from '#libs/sqlite';
import type { OpenedEventStore } from '../opened-event-store.js';
import { FewEvents, FewEventsStatements } from './few-events.js';
import { LOG_FILE } from './log-layout.js';

const EVENTS = 12_000;
const AT_ONCE = 1_000;
const few = ['school-', 'staff-'];

let folder: string;
let path: string;
let opened: OpenedEventStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'few-'));
  path = join(folder, 'log.sqlite');
  opened = await openEventStore(`sqlite:${path}`);
  const revisions = new Map<string, number>();
  for (let from = 0; from < EVENTS; from += AT_ONCE) {
    const appends = Array.from({ length: AT_ONCE }, (_, index) => {
      const place = from + index;
      const stream = streamOf(place);
      const expectedRevision = revisions.get(stream) ?? NO_STREAM;
      revisions.set(stream, expectedRevision + 1);
      return { stream, expectedRevision, events: [{ id: idOf(place), type: 'counted', data: { place }, metadata: {} }] };
    });
    await opened.store.appendMany(appends);
  }
});

afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true });
});

function streamOf(place: number): string {
  return place % 100 === 7 ? `school-${place % 3}` : place % 1_000 === 50 ? `staff-${place}` : `student-${place}`;
}

function idOf(place: number): string {
  return `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
}

async function read(options: Parameters<OpenedEventStore['log']['read']>[0]): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const { events } of opened.log.read(options)) all.push(...events);
  return all;
}

const told = (events: readonly RecordedEvent[]) =>
  events.map(({ position, stream, revision, data, id }) => ({ position, stream, revision, data, id }));

describe('A reader of all events', () => {
  it('gets each under the name of its stream, from a file that was just opened', async () => {
    const { log, close } = await openEventStore(`sqlite:${path}`);
    const streams: string[] = [];
    for await (const { events } of log.read()) streams.push(...events.map(({ stream }) => stream));
    expect(streams).toEqual(Array.from({ length: EVENTS }, (_, place) => streamOf(place)));
    await close();
  });
});

describe('A reader that wants few of many events', () => {
  it.each([0, 1, 1_507, 1_508])('gets those that a look at all would find, after %i', async (after) => {
    const all = (await read({ after })).filter(({ stream }) => few.some((prefix) => stream.startsWith(prefix)));
    expect(all.length).toBeGreaterThan(100);
    expect(told(await read({ prefixes: few, after }))).toEqual(told(all));
    expect(told(await read({ prefixes: [...few, 'school-1'], after, batchSize: 100 }))).toEqual(told(all));
  });

  it('is asked about its own streams alone, however many others there are', () => {
    const connection = openSqlite(LOG_FILE, { path });
    const statements = new FewEventsStatements(connection);
    expect(FewEvents.find(statements, few, 0)?.take(0, EVENTS)).toHaveLength(132);
    expect(FewEvents.find(statements, ['student-'], 0)).toBeNull();
    // Some 110 events each; 240 of 12,000 are few.
    expect(FewEvents.find(statements, ['student-100', 'student-101'], 0)?.take(0, EVENTS).length).toBeGreaterThan(200);
    expect(FewEvents.find(statements, ['student-100', 'student-101', 'student-102'], 0)).toBeNull();
    connection.close();
  });

  it('gets what was appended since it began', async () => {
    const seen: number[] = [];
    const ending = new AbortController();
    for await (const { events, caughtUp } of opened.log.read({ prefixes: few, live: true, signal: ending.signal })) {
      seen.push(...events.map(({ position }) => position));
      if (seen.at(-1) === EVENTS + 1) ending.abort();
      else if (caughtUp)
        await opened.store.append({
          stream: 'staff-new',
          expectedRevision: NO_STREAM,
          events: [{ id: idOf(EVENTS), type: 'counted', data: {}, metadata: {} }],
        });
    }
    expect(seen).toHaveLength(133);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('is given all that is left where a file is damaged in the middle of a stream', async () => {
    const damage = new DatabaseSync(path);
    damage.exec('DROP TRIGGER events_no_delete; DELETE FROM events WHERE position = 6008');
    damage.close();
    const left = await read({ prefixes: few });
    const all = (await read({})).filter(({ stream }) => few.some((prefix) => stream.startsWith(prefix)));
    expect(left.some(({ position }) => position === 6_008)).toBe(false);
    expect(told(left)).toEqual(told(all));
    expect(left.length).toBeGreaterThan(130);
  });

  it('meets a payload that is no JSON where it asks for it, and all others as they are', async () => {
    const whole = (await read({})).map(({ data }) => data);
    const damage = new DatabaseSync(path);
    damage.exec(`DROP TRIGGER events_no_update; UPDATE events SET data = '{"place":1},{"place":2}' WHERE position = 9001`);
    damage.close();
    const events = await read({});
    const place = events.findIndex(({ position }) => position === 9_001);
    expect(() => events[place]?.data).toThrow(SyntaxError);
    expect(events.toSpliced(place, 1).map(({ data }) => data)).toEqual(whole.toSpliced(place, 1));
  });
});
