import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ALERTING, startAlerting } from '../alerting/index.js';
import { AppendingStatusRecorder, ON_TRACK, startDocumentProjections, startOnTrack, type RunOptions } from '../projections/index.js';
import type { Clock, EventLog, EventStore, FailPoint, ReadModels, SubscriptionRunner } from '#libs/event-sourcing';

export interface WorkerParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly clock: Clock;
  readonly failPoint?: FailPoint;
}

/** The right to run the workers of a data folder, held by one process at a time. */
const LEASE = 'workers';
/** A process that was killed holds the others up for so long. */
export const LEASE_MS = 10_000;
/** Events folded at once when much is to be caught up: a student's document is then written once for many events. */
const CATCH_UP_BATCH = 10_000;

/** Everything after the log: statuses, alerts and the documents that people read. */
export class Workers {
  readonly #parts: WorkerParts;
  /** Said to whoever waits for the lease, so that the process can be found. */
  readonly #holder = `process ${process.pid} on ${hostname()} (${randomUUID()})`;
  #heldBy = 'nobody';
  #heldUntil = 0;
  #renewedAt = Infinity;
  #runners = new Map<string, SubscriptionRunner>();

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Takes the lease or renews it; false while another process holds it. */
  async acquire(): Promise<boolean> {
    this.#renewedAt = this.#parts.clock.now().getTime();
    const lease = await this.#parts.models.acquireLease(LEASE, this.#holder, this.#renewedAt, LEASE_MS);
    this.#heldBy = lease.holder;
    this.#heldUntil = lease.expiresAt;
    return lease.holder === this.#holder;
  }

  /** Who held the lease when it was last asked for. */
  get heldBy(): string {
    return this.#heldBy;
  }

  /** When the lease runs out unless it is renewed, as it stood when it was last asked for: milliseconds since the epoch. */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  async release(): Promise<void> {
    await this.#parts.models.releaseLease(LEASE, this.#holder);
  }

  /** Runs each to the end of the log, in the order in which one feeds the next, and renews the lease, which the caller holds. */
  async runToEnd(signal?: AbortSignal): Promise<void> {
    const failure = new AbortController();
    const run = {
      once: true,
      batchSize: CATCH_UP_BATCH,
      signal: signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]),
      onProgress: () => this.#renewWhenDue(failure),
    };
    await this.#runStages(run);
    if (failure.signal.aborted) throw failure.signal.reason;
  }

  async #runStages(run: RunOptions): Promise<void> {
    await (await this.#onTrack(run)).run();
    await (await startAlerting(this.#parts, run)).run();
    for (const runner of (await startDocumentProjections(this.#parts, run)).values()) await runner.run();
  }

  /**
   * Runs all until the signal aborts, renewing the lease. Rejects with the first one's error, after the others have stopped.
   * The caller holds the lease.
   * @param onStarted called when `whenCaughtUp` and `progress` are about this run.
   */
  async runLive(signal: AbortSignal, onStarted?: () => void): Promise<void> {
    const failure = new AbortController();
    const run = { signal: AbortSignal.any([signal, failure.signal]) };
    this.#runners = new Map([
      [ON_TRACK, await this.#onTrack(run)],
      [ALERTING, await startAlerting(this.#parts, run)],
      ...(await startDocumentProjections(this.#parts, run)),
    ]);
    onStarted?.();
    const renewal = setInterval(() => void this.#renew(failure), LEASE_MS / 4);
    try {
      const running = [...this.#runners.values()].map((runner) =>
        runner.run().catch((error: unknown) => {
          failure.abort(error);
        }),
      );
      await Promise.all(running);
    } finally {
      clearInterval(renewal);
    }
    if (failure.signal.aborted) throw failure.signal.reason;
  }

  /** Resolves once everything that is in the log now has reached the documents. */
  async whenCaughtUp(): Promise<void> {
    const { log } = this.#parts;
    await this.#runners.get(ON_TRACK)?.whenCaughtUp(await log.head());
    await this.#runners.get(ALERTING)?.whenCaughtUp(await log.head());
    const head = await log.head();
    await Promise.all([...this.#runners.values()].map((runner) => runner.whenCaughtUp(head)));
  }

  /** How far each has come. */
  progress(): { readonly name: string; readonly position: number; readonly head: number }[] {
    return [...this.#runners].map(([name, runner]) => ({ name, ...runner.progress }));
  }

  async #onTrack(run: RunOptions): Promise<SubscriptionRunner> {
    const recorder = new AppendingStatusRecorder(this.#parts.store);
    return (await startOnTrack({ ...this.#parts, recorder }, run)).runner;
  }

  /** A long run leaves timers no turn, so the lease is renewed between batches. */
  #renewWhenDue(failure: AbortController): void {
    if (this.#parts.clock.now().getTime() - this.#renewedAt >= LEASE_MS / 4) void this.#renew(failure);
  }

  async #renew(failure: AbortController): Promise<void> {
    try {
      if (!(await this.acquire())) failure.abort(new Error('Another process took over the workers of this data folder; this one stops.'));
    } catch (error) {
      failure.abort(error);
    }
  }
}
