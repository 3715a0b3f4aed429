import { setTimeout as delay } from 'node:timers/promises';
import { StoreClosedError, StoreUnavailableError } from '../event-store.errors.js';
import type { Driver } from './driver.port.js';
import { ServerTroubleError } from './server-trouble.js';

export interface ConnectionOptions {
  /** How long a call may take before it counts as lost; default 10 s. */
  readonly timeoutMs?: number;
  /** How long trouble may last before it is the caller's; default 30 s. */
  readonly patienceMs?: number;
  /** Pause after the first trouble; doubled with each that follows, up to 5 s; default 50 ms. */
  readonly firstPauseMs?: number;
}

const LONGEST_PAUSE_MS = 5_000;
/** Of one call, also while others are answered. */
const MOST_ATTEMPTS = 100;

/**
 * One connection to the server, made anew after every trouble, and the patience to ask again.
 *
 * A new one each time, because a client that has met trouble may never answer again: a batch append has no time-out of its own, and after
 * its call has ended quietly each later append hangs as well.
 */
export class Connection {
  readonly #newDriver: () => Driver;
  readonly #timeoutMs: number;
  readonly #patienceMs: number;
  readonly #firstPauseMs: number;
  readonly #closing = new AbortController();
  #driver: Driver;
  #closed: Promise<void> = Promise.resolve();
  #lastSuccess = 0;

  constructor(newDriver: () => Driver, { timeoutMs = 10_000, patienceMs = 30_000, firstPauseMs = 50 }: ConnectionOptions = {}) {
    this.#newDriver = newDriver;
    this.#timeoutMs = timeoutMs;
    this.#patienceMs = patienceMs;
    this.#firstPauseMs = firstPauseMs;
    this.#driver = newDriver();
  }

  /** Aborts when the connection is closed for good. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  get driver(): Driver {
    if (this.#closing.signal.aborted) throw new StoreClosedError();
    return this.#driver;
  }

  /**
   * Asks, as often as it takes, what may safely be asked twice.
   * @throws StoreUnavailableError when trouble outlasts the patience; StoreClosedError; whatever is no trouble at once.
   */
  async call<T>(ask: (driver: Driver) => Promise<T>): Promise<T> {
    const patience = this.patience();
    for (;;) {
      await this.#closed;
      const { driver } = this;
      try {
        const answer = await this.#inTime(ask(driver));
        this.succeeded();
        return answer;
      } catch (error) {
        await this.recover(driver, error, patience);
      }
    }
  }

  /** The server has answered somebody. */
  succeeded(): void {
    this.#lastSuccess = performance.now();
  }

  /** The count of what has gone wrong since something last went well. */
  patience(): Patience {
    return new Patience(this.#patienceMs, this.#firstPauseMs, () => this.#lastSuccess);
  }

  /** After trouble with a driver: takes a new one, once for all who met it, and waits. Throws what waiting does not mend. */
  async recover(driver: Driver, error: unknown, patience: Patience): Promise<void> {
    if (this.#closing.signal.aborted) throw new StoreClosedError();
    if (!(error instanceof ServerTroubleError)) throw error;
    if (driver === this.#driver) {
      this.#driver = this.#newDriver();
      // Until the old one has ended all its calls, their errors would reach those of the new one: whoever calls waits for that.
      this.#closed = within(driver.close(), this.#timeoutMs);
    }
    await this.#closed;
    await patience.wait(error, this.#closing.signal);
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await within(this.#driver.close(), this.#timeoutMs);
  }

  async #inTime<T>(asked: Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new ServerTroubleError(`No answer within ${this.#timeoutMs} ms.`)), this.#timeoutMs);
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** How long trouble has lasted for one who asks, and the pauses between attempts. */
export class Patience {
  readonly #mostMs: number;
  readonly #firstPauseMs: number;
  readonly #lastSuccess: () => number;
  #since: number | null = null;
  #pauses = 0;
  #attempts = 0;

  /** @param lastSuccess when anybody was last answered: while others are, the server is there. */
  constructor(mostMs: number, firstPauseMs: number, lastSuccess: () => number) {
    this.#mostMs = mostMs;
    this.#firstPauseMs = firstPauseMs;
    this.#lastSuccess = lastSuccess;
  }

  /** Something went well: trouble that comes now is new. */
  restore(): void {
    this.#since = null;
    this.#attempts = 0;
  }

  async wait(trouble: Error, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    if (this.#since === null || this.#lastSuccess() > this.#since) [this.#since, this.#pauses] = [now, 0];
    if (now - this.#since > this.#mostMs || ++this.#attempts > MOST_ATTEMPTS) {
      const tried = `${Math.round((now - this.#since) / 1_000)} s, ${this.#attempts} attempts`;
      throw new StoreUnavailableError(`The event store has not answered for ${tried} (${trouble.message}).`, { cause: trouble });
    }
    const pause = Math.min(LONGEST_PAUSE_MS, this.#firstPauseMs * 2 ** this.#pauses++);
    // All who lost the same server must not come back in the same instant.
    await delay(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw new StoreClosedError();
  }
}

async function within(closing: Promise<void>, timeoutMs: number): Promise<void> {
  await Promise.race([closing.catch(() => undefined), delay(timeoutMs, undefined, { ref: false })]);
}
