import { setTimeout as delay } from 'node:timers/promises';
import { ALERTING } from '../alerting/index.js';
import { documentProjectionNames, onTrackNames } from '../projections/index.js';
import { Workers, type WorkerParts } from './workers.js';

/** The models are behind, and whoever has the right to bring them forward does not. */
export class WorkersStuckError extends Error {
  override readonly name = 'WorkersStuckError';
}

export interface WaitOptions {
  /** How long the holder's checkpoints may stand still; default 30 s. */
  readonly patienceMs?: number;
  readonly pollMs?: number;
}

/**
 * Resolves when everything that is in the log now has reached the documents: runs the workers where nobody else does, else waits
 * for who does.
 * @throws WorkersStuckError
 */
export async function ensureCurrent(embedded: WorkerParts, signal?: AbortSignal, options: WaitOptions = {}): Promise<void> {
  const workers = new Workers(embedded);
  const others = new Others(embedded, workers, options);
  const onTrack = await onTrackNames(embedded.models);
  // Where the students are divided, this one process does not take over from several.
  const mayRun = onTrack.length === 1;
  // In the order in which one feeds the next: what the first appends is new to the second.
  for (const stage of [onTrack, [ALERTING], [...onTrack, ALERTING, ...documentProjectionNames]]) {
    const head = await embedded.log.head();
    while (!(await others.reached(stage, head))) {
      if (mayRun && (await workers.acquire())) return runHere(workers, signal);
      await others.wait(signal);
    }
  }
}

/** Runs the workers, whose leases the caller has taken, to the end of the log and gives the leases up. */
export async function runHere(workers: Workers, signal: AbortSignal | undefined): Promise<void> {
  try {
    await workers.runToEnd(signal);
    signal?.throwIfAborted();
  } finally {
    await workers.release();
  }
}

/** The process that holds the lease, watched through its checkpoints. */
class Others {
  readonly #patienceMs: number;
  readonly #pollMs: number;
  #seen = '';
  #stillFor = 0;

  constructor(
    private readonly parts: WorkerParts,
    private readonly workers: Workers,
    { patienceMs = 30_000, pollMs = 100 }: WaitOptions,
  ) {
    this.#patienceMs = patienceMs;
    this.#pollMs = pollMs;
  }

  async reached(projections: readonly string[], head: number): Promise<boolean> {
    const checkpoints = await Promise.all(projections.map((name) => this.parts.models.checkpoint(name)));
    const seen = checkpoints.join();
    if (seen !== this.#seen) this.#stillFor = 0;
    this.#seen = seen;
    return checkpoints.every((checkpoint) => checkpoint >= head);
  }

  async #keepers(): Promise<string> {
    const shards = (await onTrackNames(this.parts.models)).length;
    return shards === 1
      ? this.workers.heldBy
      : `${shards} processes (npm run start:projections with PROJECTION_SHARD=1/${shards} and so on)`;
  }

  async wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#stillFor >= this.#patienceMs) {
      throw new WorkersStuckError(
        `The read models are behind the log and have not moved for ${Math.round(this.#patienceMs / 1000)} s. ` +
          `They are kept by ${await this.#keepers()}: look at what it says (npm start, or another command), or end it and try again.`,
      );
    }
    await delay(this.#pollMs, undefined, signal === undefined ? {} : { signal });
    this.#stillFor += this.#pollMs;
  }
}
