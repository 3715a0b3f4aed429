import type { Logger } from 'pino';
import { HealthSource, type Trouble } from '#libs/service';
import { pause } from '../pause.js';
import { LEASE_MS, Workers, type WorkerParts } from '../workers.js';

/** Another process has the right to work on this data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

export interface SupervisorOptions {
  readonly logger: Logger;
  /** Pause before the first restart; doubled with each failure that follows soon. */
  readonly firstPauseMs?: number;
}

/** Often, so that a second process soon sees that this one lives. */
const RENEWAL_MS = LEASE_MS / 10;
const LONGEST_PAUSE_MS = 30_000;
/** Behind by more events than this, what is shown is noticeably old. */
const FAR_BEHIND = 20_000;

/** Keeps the workers running: starts them again after a failure, and says how they are. */
export class WorkerSupervisor extends HealthSource {
  readonly #workers: Workers;
  readonly #logger: Logger;
  readonly #firstPauseMs: number;
  readonly #stopping = new AbortController();
  readonly #started = Promise.withResolvers<void>();
  #running: Promise<void> | null = null;
  #renewal: NodeJS.Timeout | null = null;
  #failure: string | null = null;
  #preparing: string | null = 'The data is being prepared.';

  constructor(parts: WorkerParts, { logger, firstPauseMs = 1_000 }: SupervisorOptions) {
    super();
    this.#workers = new Workers(parts);
    this.#logger = logger;
    this.#firstPauseMs = firstPauseMs;
  }

  /**
   * Takes the folder for this process. The lease of a process that was killed runs out by itself and is waited for.
   * @throws FolderInUseError where another one is at work.
   */
  async takeFolder(pollMs = 250): Promise<void> {
    let waited = 0;
    let leased = -1;
    while (!(await this.#workers.acquire())) {
      const renewed = leased !== -1 && this.#workers.heldUntil > leased;
      if (renewed || waited > 2 * LEASE_MS) throw inUse(this.#workers.heldBy);
      leased = this.#workers.heldUntil;
      await pause(pollMs);
      waited += pollMs;
    }
    this.#renewal = setInterval(() => void this.#workers.acquire().catch(() => undefined), RENEWAL_MS);
  }

  /** Runs the workers until `stop`. */
  start(): void {
    this.#running ??= this.#keepRunning();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#renewal !== null) clearInterval(this.#renewal);
    await this.#running;
    await this.#workers.release();
  }

  /** Resolves when what is in the log now is shown. */
  async whenCaughtUp(): Promise<void> {
    await this.#started.promise;
    return this.#workers.whenCaughtUp();
  }

  /** @param preparing what keeps the process from being ready; null once it is. */
  setPreparing(preparing: string | null): void {
    this.#preparing = preparing;
  }

  override isReady(): boolean {
    return this.#preparing === null;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    const troubles: Trouble[] = [];
    if (this.#preparing !== null) troubles.push({ what: this.#preparing, serious: false });
    if (this.#failure !== null) troubles.push({ what: this.#failure, serious: true });
    for (const { name, position, head } of this.#workers.progress()) {
      if (head - position > FAR_BEHIND) troubles.push({ what: `${name} is ${head - position} events behind the log.`, serious: false });
    }
    return troubles;
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures++) {
      const startedAt = performance.now();
      try {
        if (!(await this.#workers.acquire())) throw inUse(this.#workers.heldBy);
        await this.#workers.runLive(signal, () => this.#begun());
      } catch (error) {
        if (performance.now() - startedAt > 2 * LONGEST_PAUSE_MS) failures = 0;
        await this.#pauseAfter(error, Math.min(LONGEST_PAUSE_MS, this.#firstPauseMs * 2 ** failures));
      }
    }
  }

  /** A failure is over when what it held up is done. */
  #begun(): void {
    this.#started.resolve();
    void this.#workers.whenCaughtUp().then(
      () => (this.#failure = null),
      () => undefined,
    );
  }

  async #pauseAfter(error: unknown, pauseMs: number): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.#failure = `The workers stopped and are started again: ${reason}`;
    this.#logger.error({ reason, pauseMs }, 'the workers stopped');
    await pause(pauseMs, this.#stopping.signal);
  }
}

function inUse(holder: string): FolderInUseError {
  return new FolderInUseError(
    `This data folder is in use by ${holder}: stop that one first, or set HOMEROOM_DATA_DIR to another folder (and PORT to another port).`,
  );
}
