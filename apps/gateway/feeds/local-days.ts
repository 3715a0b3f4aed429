import { LocalTime } from '../scope/local-time.js';

/** Days at a place, both among them. */
export interface Days {
  readonly from: string;
  readonly to: string;
  /** An IANA name. */
  readonly timeZone: string;
}

/** On which of some days an hour of UTC begins; hours are remembered, for many feeds share them. */
export class LocalDays {
  readonly #days: Days;
  readonly #place: LocalTime;
  readonly #known = new Map<string, string | null>();

  constructor(days: Days) {
    this.#days = days;
    this.#place = new LocalTime(days.timeZone);
  }

  /** @param hour `YYYY-MM-DDTHH`, UTC. @returns null for one of another day. */
  of(hour: string): string | null {
    let day = this.#known.get(hour);
    if (day === undefined) {
      const local = this.#place.dayOf(new Date(`${hour}:00:00Z`));
      day = this.#days.from <= local && local <= this.#days.to ? local : null;
      this.#known.set(hour, day);
    }
    return day;
  }
}
