import { type EventLog, ModelsReplacedError, type ReadModels, type SubscriptionRunner } from '#libs/event-sourcing';
import { HeldLeases, LEASE_MS } from './held-leases.js';
import type { RunOptions, Work } from './work.js';

export interface LeasedWorkersParts {
  readonly log: EventLog;
  readonly models: ReadModels;
  /** Milliseconds of a clock that nobody sets; default the process's own. */
  readonly elapsed?: () => number;
  /** How long a lease outlives a process that was killed; default `LEASE_MS`. */
  readonly leaseMs?: number;
}

/** Events folded at once when much is to be caught up: a student's document is then written once for many events. */
const CATCH_UP_BATCH = 20_000;

/** Another process took this work over while it was done here. */
export class WorkLostError extends Error {
  override readonly name = 'WorkLostError';
}

/** The subscriptions of one work, run under its leases. */
export class LeasedWorkers {
  /** How long their leases outlive this process where it is killed. */
  readonly leaseMs: number;
  readonly #log: EventLog;
  readonly #models: ReadModels;
  readonly #elapsed: () => number;
  readonly #work: Work;
  readonly #leases: HeldLeases;
  #renewedAt = Infinity;
  #running: readonly ReadonlyMap<string, SubscriptionRunner>[] = [];

  constructor({ log, models, elapsed = () => performance.now(), leaseMs = LEASE_MS }: LeasedWorkersParts, work: Work) {
    this.leaseMs = leaseMs;
    this.#log = log;
    this.#models = models;
    this.#elapsed = elapsed;
    this.#work = work;
    this.#leases = new HeldLeases(work.leases, models, { elapsed, lastsMs: leaseMs });
  }

  /** Takes the leases or renews them; false while another process holds one. */
  async acquire(): Promise<boolean> {
    this.#renewedAt = this.#elapsed();
    return this.#leases.acquire();
  }

  /** Who held the leases when they were last asked for. */
  get heldBy(): string {
    return this.#leases.heldBy;
  }

  /** How often that one had renewed it: another figure says that it lives. */
  get renewal(): number {
    return this.#leases.renewal;
  }

  async release(): Promise<void> {
    await this.#leases.release();
  }

  /**
   * Runs each to the end of the log, in the order in which one feeds the next, and renews the leases, which the caller holds.
   * Where the read models are replaced meanwhile, begins again with the new ones.
   */
  async runToEnd(signal?: AbortSignal): Promise<void> {
    for (;;) {
      try {
        return await this.#runToEnd(signal);
      } catch (error) {
        if (!(error instanceof ModelsReplacedError)) throw error;
      }
    }
  }

  async #runToEnd(signal?: AbortSignal): Promise<void> {
    const failure = new AbortController();
    const stopping = signal === undefined ? failure.signal : AbortSignal.any([signal, failure.signal]);
    const onProgress = (): void => this.#renewWhenDue(failure);
    await this.#work.prepare?.({ signal: stopping, onProgress });
    const run = { once: true, batchSize: CATCH_UP_BATCH, signal: stopping, onProgress };
    const models = await this.#models.versions.standing();
    for (const stage of this.#work.stages) {
      for (const runner of (await stage(run, models)).values()) await runner.run();
    }
    if (failure.signal.aborted) throw failure.signal.reason;
  }

  /**
   * Runs all until the signal aborts, renewing the leases. Rejects with the first one's error, after the others have stopped.
   * The caller holds the leases.
   * @param onStarted called when `whenCaughtUp` and `progress` are about this run.
   */
  async runLive(signal: AbortSignal, onStarted?: () => void): Promise<void> {
    const failure = new AbortController();
    const onProgress = (): void => this.#renewWhenDue(failure);
    const stopping = AbortSignal.any([signal, failure.signal]);
    let models: ReadModels | null = null;
    const renewal = setInterval(() => void this.#renew(failure, models), this.leaseMs / 4);
    try {
      await this.#work.prepare?.({ signal: stopping, onProgress });
      models = await this.#models.versions.standing();
      this.#running = await this.#start({ signal: stopping, onProgress }, models);
      onStarted?.();
      const running = this.#runners().map((runner) =>
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
    for (const stage of this.#running) {
      const head = await this.#log.head();
      await Promise.all([...stage.values()].map((runner) => runner.whenCaughtUp(head)));
    }
    const head = await this.#log.head();
    await Promise.all(this.#runners().map((runner) => runner.whenCaughtUp(head)));
  }

  /** How far each has come. */
  progress(): { readonly name: string; readonly position: number; readonly head: number }[] {
    return this.#running.flatMap((stage) => [...stage].map(([name, runner]) => ({ name, ...runner.progress })));
  }

  async #start(run: RunOptions, models: ReadModels): Promise<ReadonlyMap<string, SubscriptionRunner>[]> {
    const started: ReadonlyMap<string, SubscriptionRunner>[] = [];
    for (const stage of this.#work.stages) started.push(await stage(run, models));
    return started;
  }

  #runners(): SubscriptionRunner[] {
    return this.#running.flatMap((stage) => [...stage.values()]);
  }

  /** A long run leaves timers no turn, so the leases are renewed between batches. */
  #renewWhenDue(failure: AbortController): void {
    if (this.#elapsed() - this.#renewedAt >= this.leaseMs / 4) void this.#renew(failure);
  }

  /** @param models looked at too: where nothing comes in, nothing else tells that they were replaced. */
  async #renew(failure: AbortController, models: ReadModels | null = null): Promise<void> {
    try {
      await models?.versions.requireStanding();
      if (!(await this.acquire())) failure.abort(new WorkLostError(`${this.heldBy} took over this work; this process stops it.`));
    } catch (error) {
      failure.abort(error);
    }
  }
}
