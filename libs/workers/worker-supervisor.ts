import type { Logger } from 'pino';
import { AnotherWriterError, ModelsReplacedError } from '#libs/event-sourcing';
import { HealthSource, pause, reasonOf, StartError, type Trouble } from '#libs/service';
import { StoreDamagedError } from '#libs/sqlite';
import { WorkLostError, type LeasedWorkers } from './leased-workers.js';
import { renewing, type Renewing } from './renewing.js';

/** Another process does this work. */
export class WorkTakenError extends StartError {
  override readonly name = 'WorkTakenError';
}

export interface SupervisorOptions {
  readonly logger: Logger;
  /** What cannot be worked on because another process does, and what to do about it. */
  readonly whenTaken: (holder: string) => string;
  /** Waits for as long as another process does the work, and takes over when that one ends; default false. */
  readonly standBy?: boolean;
  /** Pause before the first restart; doubled with each failure that follows soon. */
  readonly firstPauseMs?: number;
}

/** How often in the time of a lease it is renewed: often, so that a second process soon sees that this one lives. */
const RENEWALS = 10;
/** How soon one that stands by takes over after the lease has run out. */
const STAND_BY_MS = 1_000;
/** What ends a run has reached everybody by then. */
const SOON_MS = 20;
const LONGEST_PAUSE_MS = 30_000;
/** Behind by more events than this, what is shown is noticeably old. */
const FAR_BEHIND = 20_000;

/** Keeps the workers running: starts them again after a failure, and says how they are. */
export class WorkerSupervisor extends HealthSource {
  readonly #workers: LeasedWorkers;
  readonly #options: SupervisorOptions;
  readonly #stopping = new AbortController();
  /** Another one where the read models were replaced and the workers begin again with the new ones. */
  #started = Promise.withResolvers<void>();
  #hasStarted = false;
  readonly #lost = Promise.withResolvers<never>();
  #running: Promise<void> | null = null;
  #renewing: Renewing | null = null;
  #failure: string | null = null;
  #standsBy: string | null = null;
  #preparing: string | null = 'The data is being prepared.';

  constructor(workers: LeasedWorkers, options: SupervisorOptions) {
    super();
    this.#workers = workers;
    this.#options = options;
    this.#lost.promise.catch(() => undefined);
  }

  /** Rejects when another process does this work after all. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /**
   * Takes the work for this process. The lease of a process that was killed runs out by itself and is waited for.
   * @throws WorkTakenError where another one is at work.
   */
  async take(pollMs = 250): Promise<void> {
    let waited = 0;
    let seen = -1;
    while (!(await this.#workers.acquire())) {
      const renewed = seen !== -1 && this.#workers.renewal !== seen;
      if (renewed || waited > 2 * this.#workers.leaseMs) throw this.#taken();
      seen = this.#workers.renewal;
      await pause(pollMs);
      waited += pollMs;
    }
    this.#renewing = renewing(() => this.#workers.acquire(), this.#workers.leaseMs / RENEWALS);
  }

  /**
   * Takes the work, or stands by for it, and runs it until `stop`; ready when it was first caught up, or stands by.
   * @throws WorkTakenError
   */
  async begin(): Promise<void> {
    if (this.#options.standBy !== true) await this.take();
    this.start();
    void this.whenCaughtUp().then(
      () => this.setPreparing(null),
      () => undefined,
    );
  }

  /** Runs the workers until `stop`. */
  start(): void {
    this.#running ??= this.#keepRunning();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#renewing?.end();
    await this.#running;
    await this.#workers.release();
  }

  /** Resolves when what is in the log now is shown. */
  async whenCaughtUp(): Promise<void> {
    for (;;) {
      const started = this.#started;
      await started.promise;
      try {
        return await this.#workers.whenCaughtUp();
      } catch (error) {
        await pause(SOON_MS);
        if (this.#started === started) throw error;
      }
    }
  }

  /** How far each has come; none while another process does the work. */
  progress(): ReturnType<LeasedWorkers['progress']> {
    return this.#standsBy === null ? this.#workers.progress() : [];
  }

  /** @param preparing what keeps the process from being ready; null once it is. */
  setPreparing(preparing: string | null): void {
    this.#preparing = preparing;
  }

  override isReady(): boolean {
    return this.#preparing === null || this.#standsBy !== null;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    const troubles: Trouble[] = [];
    if (this.#preparing !== null && this.#standsBy === null) troubles.push({ what: this.#preparing, serious: false });
    if (this.#failure !== null) troubles.push({ what: this.#failure, serious: true });
    for (const { name, position, head } of this.#workers.progress()) {
      if (head - position > FAR_BEHIND) troubles.push({ what: `${name} is ${head - position} events behind the log.`, serious: false });
    }
    return troubles;
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    const { firstPauseMs = 1_000 } = this.#options;
    for (let failures = 0; !signal.aborted; failures++) {
      const startedAt = performance.now();
      try {
        if (!(await this.#mayRun())) continue;
        await this.#workers.runLive(signal, () => this.#begun());
      } catch (error) {
        if (error instanceof ModelsReplacedError) {
          // Who waits for a beginning that has not come waits on.
          if (this.#hasStarted) this.#started = Promise.withResolvers<void>();
          this.#hasStarted = false;
          this.#options.logger.info('the read models were replaced: going on with the new ones');
          continue;
        }
        if (performance.now() - startedAt > 2 * LONGEST_PAUSE_MS) failures = 0;
        await this.#pauseAfter(error, Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** failures));
      }
    }
    this.#started.resolve();
  }

  /** False, after a while, where another process does what this one stands by for. */
  async #mayRun(): Promise<boolean> {
    const acquired = await this.#workers.acquire();
    if (!acquired && this.#options.standBy !== true) throw this.#taken();
    if (!acquired && this.#standsBy === null) this.#options.logger.info({ holder: this.#workers.heldBy }, 'standing by');
    this.#standsBy = acquired ? null : this.#workers.heldBy;
    if (!acquired) await pause(STAND_BY_MS, this.#stopping.signal);
    return acquired;
  }

  /** A failure is over when what it held up is done. */
  #begun(): void {
    this.#hasStarted = true;
    this.#started.resolve();
    void this.#workers.whenCaughtUp().then(
      () => (this.#failure = null),
      () => undefined,
    );
  }

  async #pauseAfter(error: unknown, pauseMs: number): Promise<void> {
    const reason = reasonOf(error);
    const isDamage = error instanceof StoreDamagedError;
    this.#failure = isDamage ? 'What is shown stays as it is: a file is damaged.' : `The workers stopped and are started again: ${reason}`;
    this.#options.logger.error({ reason, pauseMs }, 'the workers stopped');
    if (this.#options.standBy !== true && isOthers(error)) this.#lost.reject(error);
    await pause(pauseMs, this.#stopping.signal);
  }

  #taken(): WorkTakenError {
    return new WorkTakenError(this.#options.whenTaken(this.#workers.heldBy));
  }
}

function isOthers(error: unknown): boolean {
  return error instanceof StartError || error instanceof WorkLostError || error instanceof AnotherWriterError;
}
