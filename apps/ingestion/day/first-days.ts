import { sourceOf } from '#libs/contracts';
import type { Clock, EventStore } from '#libs/event-sourcing';
import { lastSchoolDay } from '#libs/views';
import { districtToday, startSchoolDay } from './day-clock.js';

export interface FirstDaysParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly timeZone: string;
}

/**
 * A district without a day has no status, and what came before its first day counts as history that nobody is told of:
 * so the first day starts before the first record is taken in.
 */
export class FirstDays {
  readonly #parts: FirstDaysParts;
  readonly #started = new Set<string>();

  constructor(parts: FirstDaysParts) {
    this.#parts = parts;
  }

  /** Starts today for those of the districts that have no day yet. */
  async ensure(districts: Iterable<string>): Promise<void> {
    const { store, clock, timeZone } = this.#parts;
    for (const district of districts) {
      if (this.#started.has(district)) continue;
      if ((await lastSchoolDay(store, district)) === null) {
        await startSchoolDay(store, district, districtToday(clock, timeZone), sourceOf(district, 'clock'));
      }
      this.#started.add(district);
    }
  }
}
