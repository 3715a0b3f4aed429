import { openEventStore } from '#libs/event-store';
import type { RecordedEvent } from '#libs/event-sourcing';
import { ReplayFold } from '#libs/replay';
import { AssumingStatusRecorder, startOnTrack } from '../../apps/projections/index.js';
import { inNewFolder } from '../alerting/bench-stores.js';
import { simulatedLog } from '../replay.sample.js';
import type { Figure } from './figure.js';
import { RepeatedLog } from './repeated-log.js';

export interface MemoryOptions {
  /** Districts, ascending. */
  readonly students: readonly number[];
  /** School days of the history. */
  readonly days: number;
}

/** Students of the simulated district whose history the large ones are made of. */
const SAMPLE = 500;
const MOST_MB = 400;
const PER = 100_000;
/** Documents are stored once, at the end. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** How attendance is taken. */
const districts = [
  { taken: 'once a day', options: { attendanceTaking: 'affirmative' } },
  { taken: 'by sections', options: { attendanceTaking: 'exception-only', sections: true } },
] as const;

/** Who keeps all students in memory. */
const keepers = [
  { name: 'statuses, live', memoryOf: memoryOfStatuses },
  { name: 'a replay', memoryOf: memoryOfReplay },
];

/** What all students take in memory: heap and what stands beside it, after a collection. */
export async function memoryGrowth({ students, days }: MemoryOptions): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { taken, options } of districts) {
    const sample = await simulatedEvents({ students: SAMPLE, days, ...options });
    for (const { name, memoryOf } of keepers) {
      const used: Used[] = [];
      for (const count of students) {
        const times = Math.max(1, Math.round(count / SAMPLE));
        used.push({ students: times * SAMPLE, mb: await memoryOf(new RepeatedLog(sample, times)) });
      }
      figures.push(figureOf(`${name}, attendance ${taken}`, used));
    }
  }
  return figures;
}

interface Used {
  readonly students: number;
  readonly mb: number;
}

function figureOf(what: string, used: readonly Used[]): Figure {
  const [first, last] = [used[0], used.at(-1)];
  const slope = first === undefined || last === undefined ? Number.NaN : ((last.mb - first.mb) / (last.students - first.students)) * PER;
  const beside = used.map(({ students, mb }) => `${mb.toFixed(1)} MB of ${students.toLocaleString('en')}`).join(', ');
  return { what: `${what}: each further 100,000`, value: slope, unit: 'MB', beside, most: MOST_MB };
}

function memoryOfStatuses(log: RepeatedLog): Promise<number> {
  return inNewFolder(async ({ store, models }) => {
    const before = inUse();
    const { runner, projection } = await startOnTrack(
      { store, log, models, recorder: new AssumingStatusRecorder() },
      { once: true, batchSize: NEVER },
    );
    await runner.run();
    const after = inUse();
    // Read after the measurement, so that what it keeps is still there.
    if (projection.quarantined.size > 0) throw new Error('A student could not be folded.');
    return (after - before) / 2 ** 20;
  });
}

async function memoryOfReplay(log: RepeatedLog): Promise<number> {
  const before = inUse();
  const fold = new ReplayFold({ onChange: () => false });
  for await (const { events } of log.read()) for (const event of events) fold.apply(event);
  const after = inUse();
  // Read after the measurement, so that what it keeps is still there.
  if (fold.students()[Symbol.iterator]().next().done === true) throw new Error('Nobody was folded.');
  return (after - before) / 2 ** 20;
}

function inUse(): number {
  if (globalThis.gc === undefined) throw new Error('Start with --expose-gc: what is garbage is not memory in use.');
  for (let i = 0; i < 3; i++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function simulatedEvents(options: Parameters<typeof simulatedLog>[0]): Promise<readonly RecordedEvent[]> {
  const { log, close } = await openEventStore(`sqlite:${await simulatedLog(options)()}`);
  const all: RecordedEvent[] = [];
  for await (const { events } of log.read()) {
    for (const { id, stream, revision, position, type, data, metadata, recordedAt, superseded } of events)
      all.push({ id, stream, revision, position, type, data, metadata, recordedAt, superseded });
  }
  await close();
  return all;
}
