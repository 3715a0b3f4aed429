import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock, ReadModels } from '#libs/event-sourcing';

/** A process that was killed holds the others up for so long. */
export const LEASE_MS = 10_000;

/** Several rights of one process, taken all or none. */
export class HeldLeases {
  /** Said to whoever waits for a lease, so that the process can be found. */
  readonly #holder = `process ${process.pid} on ${hostname()} (${randomUUID()})`;
  readonly #names: readonly string[];
  readonly #models: ReadModels;
  readonly #clock: Clock;
  #heldBy = 'nobody';
  #heldUntil = 0;

  constructor(names: readonly string[], models: ReadModels, clock: Clock) {
    this.#names = names;
    this.#models = models;
    this.#clock = clock;
  }

  /** Takes them or renews them; false, and none is held, while another process has one. */
  async acquire(): Promise<boolean> {
    const now = this.#clock.now().getTime();
    for (const [index, name] of this.#names.entries()) {
      const lease = await this.#models.acquireLease(name, this.#holder, now, LEASE_MS);
      this.#heldBy = lease.holder;
      this.#heldUntil = lease.expiresAt;
      if (lease.holder === this.#holder) continue;
      for (const taken of this.#names.slice(0, index)) await this.#models.releaseLease(taken, this.#holder);
      return false;
    }
    return true;
  }

  /** Who held them when they were last asked for. */
  get heldBy(): string {
    return this.#heldBy;
  }

  /** When they run out unless they are renewed, as it stood when they were last asked for: milliseconds since the epoch. */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  async release(): Promise<void> {
    for (const name of this.#names) await this.#models.releaseLease(name, this.#holder);
  }
}
