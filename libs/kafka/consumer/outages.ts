/** How long trouble is waited out. */
export interface Patience {
  /** Pause after the first failure; doubled with each that follows. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** After so long without any progress there is no further try. */
  readonly giveUpAfterMs: number;
}

interface Outage {
  readonly since: number;
  failures: number;
  reason: string;
}

/** Trouble that goes on, by what it holds up. */
export class Outages {
  readonly #patience: Patience;
  readonly #now: () => number;
  readonly #outages = new Map<string, Outage>();

  /** @param now milliseconds of a clock that only runs forward. */
  constructor(patience: Patience, now: () => number = () => performance.now()) {
    this.#patience = patience;
    this.#now = now;
  }

  /** Notes a failure. @returns how long to pause before the next try; null where it has lasted too long. */
  failed(what: string, reason: string): number | null {
    const now = this.#now();
    const outage = this.#outages.get(what) ?? { since: now, failures: 0, reason };
    outage.failures += 1;
    outage.reason = reason;
    this.#outages.set(what, outage);
    const { firstPauseMs, longestPauseMs, giveUpAfterMs } = this.#patience;
    if (now - outage.since >= giveUpAfterMs) return null;
    return Math.min(longestPauseMs, firstPauseMs * 2 ** (outage.failures - 1));
  }

  /** It works again. @returns whether it did not. */
  over(what: string): boolean {
    return this.#outages.delete(what);
  }

  /** One sentence for each. */
  sentences(): string[] {
    return [...this.#outages].map(([what, { since, failures, reason }]) => {
      const seconds = Math.round((this.#now() - since) / 1_000);
      return `${what} is held up for ${seconds} s (${failures} tries): ${reason}`;
    });
  }
}
