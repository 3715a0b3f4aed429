import type { Intake } from './intake.js';
import type { IntakeItem, IntakeOutcome } from './intake-item.js';

/** More items wait than can be worked off soon; nothing of this request was taken in. It may be sent again later. */
export class IntakeBusyError extends Error {
  override readonly name = 'IntakeBusyError';
}

interface Request {
  readonly items: readonly IntakeItem[];
  readonly resolve: (outcomes: readonly IntakeOutcome[]) => void;
  readonly reject: (reason: unknown) => void;
}

const MOST_WAITING = 50_000;
/** Two batches of 500 in one commit take a quarter less time than in two; more gain nothing. */
const BATCH = 1_000;

/** Lets requests that come at the same time share one append: many senders of single records cost as few as one sender of batches. */
export class IntakeQueue {
  readonly #intake: Pick<Intake, 'take'>;
  readonly #mostWaiting: number;
  readonly #requests: Request[] = [];
  #waiting = 0;
  #running = false;

  constructor(intake: Pick<Intake, 'take'>, mostWaiting = MOST_WAITING) {
    this.#intake = intake;
    this.#mostWaiting = mostWaiting;
  }

  /** As `Intake.take`. @throws IntakeBusyError */
  async take(items: readonly IntakeItem[]): Promise<readonly IntakeOutcome[]> {
    if (this.#waiting > 0 && this.#waiting + items.length > this.#mostWaiting) {
      throw new IntakeBusyError(`${this.#waiting} records wait to be taken in: send these again in a few seconds.`);
    }
    this.#waiting += items.length;
    const { promise, resolve, reject } = Promise.withResolvers<readonly IntakeOutcome[]>();
    this.#requests.push({ items, resolve, reject });
    if (!this.#running) void this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    this.#running = true;
    while (this.#requests.length > 0) {
      const batch = this.#nextBatch();
      await this.#takeTogether(batch);
      for (const { items } of batch) this.#waiting -= items.length;
    }
    this.#running = false;
  }

  #nextBatch(): Request[] {
    let size = 0;
    let count = 0;
    for (const { items } of this.#requests) {
      if (count > 0 && size + items.length > BATCH) break;
      size += items.length;
      count += 1;
    }
    return this.#requests.splice(0, count);
  }

  async #takeTogether(batch: readonly Request[]): Promise<void> {
    try {
      const outcomes = await this.#intake.take(batch.flatMap(({ items }) => items));
      let from = 0;
      for (const { items, resolve } of batch) resolve(outcomes.slice(from, (from += items.length)));
    } catch (error) {
      // One request must not fail for what another one holds: each on its own.
      if (batch.length > 1) for (const request of batch) await this.#takeTogether([request]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
