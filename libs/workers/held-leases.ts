import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock, Lease, ReadModels } from '#libs/event-sourcing';

/** A process that was killed holds the others up for so long. */
export const LEASE_MS = 10_000;

/** Whoever lives renews much more often. */
const ABANDONED_MS = 1.5 * LEASE_MS;

/** Several rights of one process, taken all or none. */
export class HeldLeases {
  /** Said to whoever waits for a lease, so that the process can be found. */
  readonly #holder = `process ${process.pid} on ${hostname()} (${randomUUID()})`;
  readonly #names: readonly string[];
  readonly #models: ReadModels;
  readonly #clock: Clock;
  #heldBy = 'nobody';
  #heldUntil = 0;
  readonly #elapsed: () => number;
  /** The lease beyond any by this clock, and since when it has not been renewed. */
  #astray: { readonly lease: Lease; readonly since: number } | null = null;

  /** @param elapsed milliseconds of a clock that nobody sets. */
  constructor(names: readonly string[], models: ReadModels, clock: Clock, elapsed: () => number = () => performance.now()) {
    this.#names = names;
    this.#models = models;
    this.#clock = clock;
    this.#elapsed = elapsed;
  }

  /** Takes them or renews them; false, and none is held, while another process has one. */
  async acquire(): Promise<boolean> {
    const now = this.#clock.now().getTime();
    for (const [index, name] of this.#names.entries()) {
      const lease = await this.#acquireOne(name, now);
      this.#heldBy = lease.holder;
      this.#heldUntil = lease.expiresAt;
      if (lease.holder === this.#holder) continue;
      for (const taken of this.#names.slice(0, index)) await this.#models.releaseLease(taken, this.#holder);
      return false;
    }
    return true;
  }

  async #acquireOne(name: string, now: number): Promise<Lease> {
    const lease = await this.#models.acquireLease(name, this.#holder, now, LEASE_MS);
    // Taken as of its end; the next renewal sets it right.
    return this.#isAbandoned(lease, now) ? this.#models.acquireLease(name, this.#holder, lease.expiresAt, LEASE_MS) : lease;
  }

  /** A clock that was set back leaves leases that would stand until it is there again, also those of processes that were killed. */
  #isAbandoned(lease: Lease, now: number): boolean {
    if (lease.holder === this.#holder || lease.expiresAt <= now + LEASE_MS) return false;
    const { name, holder, expiresAt } = this.#astray?.lease ?? {};
    if (name !== lease.name || holder !== lease.holder || expiresAt !== lease.expiresAt) {
      this.#astray = { lease, since: this.#elapsed() };
    }
    return this.#astray !== null && this.#elapsed() - this.#astray.since > ABANDONED_MS;
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
