import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Lease, ReadModels } from '#libs/event-sourcing';

/** Whoever lives renews much more often; a process that was killed holds the others up for so long. */
export const LEASE_MS = 10_000;

export interface LeaseTiming {
  /** Longer than the holder ever goes without renewing; default `LEASE_MS`. */
  readonly lastsMs?: number;
  /** Milliseconds of a clock that nobody sets; default the process's own. */
  readonly elapsed?: () => number;
}

/**
 * Several rights of one process, taken all or none.
 *
 * A lease says who holds it and how often that one has renewed it, and no time: clocks of several machines differ and are set. Whoever
 * waits takes over what it has seen unchanged for as long as a lease lasts, by a clock of its own that nobody sets.
 */
export class HeldLeases {
  /** Said to whoever waits for a lease, so that the process can be found. */
  readonly #holder = `process ${process.pid} on ${hostname()} (${randomUUID()})`;
  readonly #names: readonly string[];
  readonly #models: ReadModels;
  readonly #lastsMs: number;
  readonly #elapsed: () => number;
  /** Leases of others, and since when each has not been renewed. */
  readonly #seen = new Map<string, { readonly lease: Lease; readonly since: number }>();
  #renewal = 0;
  #standing: Lease | null = null;

  constructor(names: readonly string[], models: ReadModels, { lastsMs = LEASE_MS, elapsed = () => performance.now() }: LeaseTiming = {}) {
    this.#names = names;
    this.#models = models;
    this.#lastsMs = lastsMs;
    this.#elapsed = elapsed;
  }

  /** Takes them or renews them; false, and none is held, while another process has one. */
  async acquire(): Promise<boolean> {
    const gone = new Set<string>();
    for (const [index, name] of this.#names.entries()) {
      this.#standing = await this.#acquireOne(name, gone);
      if (this.#standing.holder === this.#holder) continue;
      for (const taken of this.#names.slice(0, index)) await this.#models.releaseLease(taken, this.#holder);
      return false;
    }
    return true;
  }

  /** @param gone holders that have abandoned a lease: who renews, renews all, so that the others need not be watched as long again. */
  async #acquireOne(name: string, gone: Set<string>): Promise<Lease> {
    const wanted = { name, holder: this.#holder, renewal: ++this.#renewal };
    const standing = await this.#models.acquireLease(wanted);
    if (standing.holder === this.#holder || !(gone.has(standing.holder) || this.#isAbandoned(standing))) return standing;
    const lease = await this.#models.acquireLease(wanted, standing);
    if (lease.holder === this.#holder) gone.add(standing.holder);
    return lease;
  }

  #isAbandoned(lease: Lease): boolean {
    const seen = this.#seen.get(lease.name);
    if (seen?.lease.holder === lease.holder && seen.lease.renewal === lease.renewal) return this.#elapsed() - seen.since > this.#lastsMs;
    this.#seen.set(lease.name, { lease, since: this.#elapsed() });
    return false;
  }

  /** Who held them when they were last asked for. */
  get heldBy(): string {
    return this.#standing?.holder ?? 'nobody';
  }

  /** How often that one had renewed it. */
  get renewal(): number {
    return this.#standing?.renewal ?? 0;
  }

  async release(): Promise<void> {
    for (const name of this.#names) await this.#models.releaseLease(name, this.#holder);
  }
}
