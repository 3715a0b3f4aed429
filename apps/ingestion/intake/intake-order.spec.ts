import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { fc, test } from '@fast-check/jest';
import { describe, expect } from '@jest/globals';
import { openMemoryDirectory, type Directory } from '#libs/directory';
import { standingAt, type SisRecord } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import type { Append, AppendResult, EventStore, ReadStreamOptions, RecordedEvent } from '#libs/event-sourcing';
import { attendanceRecord, enrolmentRecord, modelRecords, sisRecord } from '#libs/testing';
import { Intake, type IntakeStep } from './intake.js';

const times = ['2025-09-01T08:00:00Z', '2025-09-01T08:00:00.5Z', '2025-09-02T08:00:00Z', '2025-09-03T08:00:00Z'];
const steps: readonly IntakeStep[] = ['after-dead-letters', 'after-keys', 'after-profiles', 'after-append'];

/** Few students, days, times and contents, so that versions meet in every way. */
const records: fc.Arbitrary<SisRecord> = fc
  .record({
    studentId: fc.constantFrom('s1', 's2'),
    date: fc.constantFrom('2025-09-01', '2025-09-02'),
    status: fc.constantFrom('present', 'tardy', 'absent-excused'),
    time: fc.constantFrom(...times),
    sequence: fc.constantFrom(undefined, '9', '10'),
    kind: fc.constantFrom('recorded', 'recorded', 'recorded', 'retracted', 'enrolled', 'assigned', 'away', 'merged'),
    note: fc.constantFrom(undefined, undefined, 'a', 'b'),
  })
  .map(({ studentId, date, status, time, sequence, kind, note }) => {
    const over = { id: randomUUID(), time, ...(sequence !== undefined && { sequence }) };
    const more = { studentId, ...(note !== undefined && { note }) };
    const fields = { ...more, date };
    if (kind === 'retracted') return sisRecord('attendance-retracted', { ...fields, schoolYear: 2026 }, over);
    if (kind === 'merged') return sisRecord('student-identified-as', { ...more, newStudentId: status }, over);
    if (kind === 'enrolled') return enrolmentRecord(studentId, over, { gradeLevel: status === 'present' ? '06' : '07' });
    if (kind === 'assigned') return sisRecord('staff-assigned', { staffId: 't1', role: 'advocate', studentId, from: date }, over);
    if (kind === 'away') return sisRecord('staff-leave-recorded', { staffId: 't1', from: date, substituteId: studentId }, over);
    return attendanceRecord(status, over, fields);
  });

const histories = fc.array(records, { minLength: 1, maxLength: 40 });

/** What a log says, without ids and times of appending; streams in order of name. */
async function contentOf(store: EventStore, streams: Iterable<string>): Promise<unknown> {
  const all: unknown[] = [];
  for (const stream of [...streams].sort()) {
    for (const { type, data, metadata } of await store.readStream(stream)) all.push({ stream, type, data, metadata });
  }
  return all;
}

/** What stands in a log now and as known at each time: the records behind it. */
async function standing({ store, streams }: Log, history: readonly SisRecord[]): Promise<unknown> {
  const recordOf = new Map(history.map((record) => [record.id, record]));
  const perStream = await Promise.all([...streams].map((stream) => store.readStream(stream)));
  return [null, ...times].map((knownAt) => {
    const events = perStream.flatMap((all) => standingAt(all as never, knownAt) as unknown as RecordedEvent[]);
    return events.map(({ metadata }) => textOf(recordOf.get(metadata.correlation))).sort();
  });
}

/** The same as the contract says it, from the records alone. */
function modelStandings(history: readonly SisRecord[]): unknown {
  const bySubject = [...Map.groupBy(history, ({ subject }) => subject).values()];
  return [null, ...times].map((knownAt) =>
    bySubject
      .flatMap((own) => modelRecords(own, knownAt))
      .map(textOf)
      .sort(),
  );
}

function textOf(record: SisRecord | undefined): string {
  return JSON.stringify(record && [record.name, record.time, record.sequence, record.data]);
}

interface Log {
  readonly store: EventStore;
  readonly streams: Set<string>;
}

async function sentOnce(history: readonly SisRecord[], directory: Directory, ledgerWindow?: number): Promise<Log> {
  const { store } = openMemoryEventStore();
  const streams = new Set<string>();
  // With a window, batches of its length: what they meet is in the ledger or must be recalled.
  const intake = new Intake({ store, directory, ...(ledgerWindow !== undefined && { ledgerWindow }) });
  for (let from = 0; from < history.length; from += ledgerWindow ?? history.length) {
    await send(intake, history.slice(from, from + (ledgerWindow ?? history.length)), streams);
  }
  return { store, streams };
}

async function send(intake: Intake, batch: readonly SisRecord[], streams: Set<string>): Promise<void> {
  for (const outcome of await intake.take(batch.map((record) => ({ record })))) {
    if (outcome.outcome !== 'deadLettered' && outcome.stream !== null) streams.add(outcome.stream);
  }
}

/** A store that dies after a part of the appends of one call. */
function dyingStore(store: EventStore, survivors: () => number | null): EventStore {
  const appendMany = async (appends: readonly Append[]): Promise<readonly AppendResult[]> => {
    const count = survivors();
    if (count === null) return store.appendMany(appends);
    if (count > 0) await store.appendMany(appends.slice(0, count));
    throw new Error('killed');
  };
  return Object.assign(Object.create(store) as EventStore, { appendMany, readStream: store.readStream.bind(store) });
}

describe('intake', () => {
  test.prop([histories, fc.array(fc.record({ size: fc.integer({ min: 1, max: 12 }), crash: fc.option(fc.nat(7)) }), { maxLength: 20 })], {
    numRuns: 200,
  })('ends in the same log however its input is split, whatever crashes and is sent again', async (history, cuts) => {
    const directory = openMemoryDirectory('a secret of the tests');
    const expected = await sentOnce(history, directory);
    const { store } = openMemoryEventStore();
    let crash: number | null = null;
    const failPoint = (step: IntakeStep): void => {
      if (crash !== null && steps[crash] === step) throw new Error('killed');
    };
    // Up to 3: at a step of the intake; from 4 on: within the append, after some of its streams.
    const dying = dyingStore(store, () => (crash !== null && crash >= 4 ? crash - 4 : null));
    let intake = new Intake({ store: dying, directory, failPoint, ledgerWindow: 2 });
    let from = 0;
    for (const cut of [...cuts, { size: history.length, crash: null }]) {
      const batch = history.slice(from, from + cut.size);
      if (batch.length === 0) break;
      ({ crash } = cut);
      try {
        await send(intake, batch, expected.streams);
      } catch (error) {
        expect(error).toEqual(new Error('killed'));
        crash = null;
        // A process that dies forgets its ledgers; one that goes on does not.
        if (cut.size % 2 === 0) intake = new Intake({ store: dying, directory, failPoint, ledgerWindow: 2 });
        await send(intake, batch, expected.streams);
      }
      from += cut.size;
    }
    expect(await contentOf(store, expected.streams)).toEqual(await contentOf(expected.store, expected.streams));
  });

  test.prop([histories.chain((history) => fc.tuple(fc.constant(history), shuffledWithDuplicates(history)))], { numRuns: 500 })(
    'lets stand what the contract says, in any order of arrival with any duplicates, now and as known at any time, ties too',
    async ([history, disordered]) => {
      const directory = openMemoryDirectory('a secret of the tests');
      for (const [arrivals, window] of [[history], [disordered], [disordered, 1]] as const) {
        expect(await standing(await sentOnce(arrivals, directory, window), history)).toEqual(modelStandings(history));
      }
    },
  );

  test.prop([histories, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 2 })], { numRuns: 300 })(
    'lets the same stand when batches are taken at the same time, by one process or by two',
    async (history, size, processes) => {
      const log = { ...openMemoryEventStore(), streams: new Set<string>() };
      const directory = openMemoryDirectory('a secret of the tests');
      const intakes = Array.from({ length: processes }, () => new Intake({ store: slowStore(log.store), directory, ledgerWindow: size }));
      // What came before is in the ledgers of all.
      const [before, then] = [history.slice(0, history.length / 3), history.slice(history.length / 3)];
      for (const intake of intakes) await send(intake, before, log.streams);
      const batches = Array.from({ length: Math.ceil(then.length / size) }, (_, index) => then.slice(index * size, (index + 1) * size));
      await Promise.all(batches.map((batch, index) => send(intakes[index % processes] as Intake, batch, log.streams)));
      expect(await standing(log, history)).toEqual(modelStandings(history));
    },
  );
});

/** A store whose answers come later, in no certain order. */
function slowStore(store: EventStore): EventStore {
  const pause = async (): Promise<void> => {
    for (let turns = Math.floor(Math.random() * 4); turns > 0; turns--) await setImmediate();
  };
  return Object.assign(Object.create(store) as EventStore, {
    appendMany: async (appends: readonly Append[]) => {
      await pause();
      const results = await store.appendMany(appends);
      await pause();
      return results;
    },
    readStream: async (stream: string, options?: ReadStreamOptions) => {
      await pause();
      const events = await store.readStream(stream, options);
      await pause();
      return events;
    },
  });
}

function shuffledWithDuplicates(history: readonly SisRecord[]): fc.Arbitrary<readonly SisRecord[]> {
  const all = [...history, ...history.slice(0, Math.ceil(history.length / 2))];
  return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
}
