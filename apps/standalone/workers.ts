import { randomUUID } from 'node:crypto';
import { ALERTING, startAlerting } from '../alerting/index.js';
import { AppendingStatusRecorder, ON_TRACK, startDocumentProjections, startOnTrack } from '../projections/index.js';
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
const LEASE_MS = 10_000;

/** Everything after the log: statuses, alerts and the documents that people read. */
export class Workers {
  readonly #parts: WorkerParts;
  readonly #holder = randomUUID();
  #runners = new Map<string, SubscriptionRunner>();

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Takes the lease or renews it; false while another process holds it. */
  async acquire(): Promise<boolean> {
    const lease = await this.#parts.models.acquireLease(LEASE, this.#holder, this.#parts.clock.now().getTime(), LEASE_MS);
    return lease.holder === this.#holder;
  }

  async release(): Promise<void> {
    await this.#parts.models.releaseLease(LEASE, this.#holder);
  }

  /** Runs each to the end of the log, in the order in which one feeds the next. The caller holds the lease. */
  async runToEnd(signal?: AbortSignal): Promise<void> {
    const run = { once: true, ...(signal === undefined ? {} : { signal }) };
    await (await this.#onTrack(run)).run();
    await (await startAlerting(this.#parts, run)).run();
    for (const runner of (await startDocumentProjections(this.#parts, run)).values()) await runner.run();
  }

  /**
   * Runs all until the signal aborts, renewing the lease. Rejects with the first one's error, after the others have stopped.
   * The caller holds the lease.
   */
  async runLive(signal: AbortSignal): Promise<void> {
    const failure = new AbortController();
    const run = { signal: AbortSignal.any([signal, failure.signal]) };
    this.#runners = new Map([
      [ON_TRACK, await this.#onTrack(run)],
      [ALERTING, await startAlerting(this.#parts, run)],
      ...(await startDocumentProjections(this.#parts, run)),
    ]);
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

  async #onTrack(run: Parameters<typeof startOnTrack>[1]): Promise<SubscriptionRunner> {
    const recorder = new AppendingStatusRecorder(this.#parts.store);
    return (await startOnTrack({ ...this.#parts, recorder }, run)).runner;
  }

  async #renew(failure: AbortController): Promise<void> {
    if (!(await this.acquire())) failure.abort(new Error('Another process took over the workers of this data folder; this one stops.'));
  }
}
