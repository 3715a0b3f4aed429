import type { ReadModels } from '#libs/event-sourcing';
import { pause, StartError } from '#libs/service';
import { HeldLeases, LEASE_MS } from '#libs/workers';

/** Another process rebuilds the read models. */
export class RebuildTakenError extends StartError {
  override readonly name = 'RebuildTakenError';
}

const REBUILD_LEASE = 'rebuild';
const POLL_MS = 250;

/** The right to rebuild read models: one process at a time has it. */
export class RebuildRight {
  readonly #lease: HeldLeases;
  #renewedAt = 0;

  constructor(models: ReadModels) {
    this.#lease = new HeldLeases([REBUILD_LEASE], models);
  }

  /** The lease of a process that was killed runs out by itself and is waited for. @throws RebuildTakenError where one is at work. */
  async take(signal: AbortSignal): Promise<void> {
    let seen = -1;
    for (let waited = 0; !(await this.#renew()); waited += POLL_MS) {
      const lives = seen !== -1 && this.#lease.renewal !== seen;
      if (lives || waited > 2 * LEASE_MS) throw this.#taken();
      seen = this.#lease.renewal;
      await pause(POLL_MS, signal);
      signal.throwIfAborted();
    }
  }

  /** To be called often: a long fold leaves timers no turn. @throws RebuildTakenError where this process was asleep and another one began. */
  async keep(): Promise<void> {
    if (performance.now() - this.#renewedAt < LEASE_MS / 20) return;
    if (!(await this.#renew())) throw this.#taken();
  }

  async release(): Promise<void> {
    await this.#lease.release();
  }

  async #renew(): Promise<boolean> {
    this.#renewedAt = performance.now();
    return this.#lease.acquire();
  }

  #taken(): RebuildTakenError {
    return new RebuildTakenError(`The read models are being rebuilt by ${this.#lease.heldBy}: wait until that one has ended, or end it.`);
  }
}
