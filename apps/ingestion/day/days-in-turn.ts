import type { EventStore } from '#libs/event-sourcing';
import { startSchoolDay } from './day-clock.js';
import { startSchoolHours } from './hour-clock.js';

/** Records of a day arrive between these hours. */
const FIRST_HOUR = 8;
const LAST_HOUR = 17;

/** Days of a district that nobody lives through by the clock, one after the other. */
export class DaysInTurn {
  readonly #store: EventStore;
  readonly #district: string;
  readonly #source: string;
  #today: string | null = null;

  /** @param source who says so, for example `/districts/lincoln/simulator`. */
  constructor(store: EventStore, district: string, source: string) {
    this.#store = store;
    this.#district = district;
    this.#source = source;
  }

  /** The day that was started last. */
  get today(): string | null {
    return this.#today;
  }

  /** The hours of the last day are over before it; so digests are told and waiting alerts go on, as in service. */
  async start(date: string): Promise<void> {
    if (this.#today !== null) await this.#hours(this.#today, LAST_HOUR);
    await startSchoolDay(this.#store, this.#district, date, this.#source);
    await this.#hours(date, FIRST_HOUR);
    this.#today = date;
  }

  async #hours(date: string, upTo: number): Promise<void> {
    await startSchoolHours(this.#store, this.#district, { date, upTo }, this.#source);
  }
}
