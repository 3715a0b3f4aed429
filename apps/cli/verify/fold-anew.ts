import type { EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { ComparingStatusRecorder, startDocumentProjections, startOnTrack } from '../../projections/index.js';
import type { Progress } from '../terminal/progress.js';

/** Everything that the log comes to, folded from its start beside the live models. */
export interface Anew {
  readonly models: ReadModels;
  /** Ids of the status changes that were decided, by stream. */
  readonly decided: ReadonlyMap<string, readonly string[]>;
}

interface Logged {
  readonly store: EventStore;
  readonly log: EventLog;
}

interface Watched {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** The documents in memory are nobody's but ours: they need not be written before much is folded. */
const BATCH = 100_000;

/** Folds the log into memory with the same projections, recording nothing. */
export async function foldAnew({ store, log }: Logged, { progress, signal }: Watched): Promise<Anew> {
  const models = openMemoryReadModels();
  const recorder = new ComparingStatusRecorder();
  const onProgress = ({ read, head }: { read: number; head: number }): void => progress.update(read, head);
  const run = { once: true, batchSize: BATCH, signal, onProgress };
  await (await startOnTrack({ store, log, models, recorder }, run)).runner.run();
  for (const runner of (await startDocumentProjections({ log, models }, run)).values()) await runner.run();
  return { models, decided: recorder.decided };
}
