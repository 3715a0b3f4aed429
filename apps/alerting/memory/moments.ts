import { parseStream, type DistrictFacts, type Moment } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** What the clock of each district has said last. */
export class Moments {
  readonly #moments = new Map<string, Moment>();

  /** Folds a day or an hour. */
  apply(event: RecordedEvent): void {
    const { district } = parseStream(event.stream);
    const known = this.#moments.get(district);
    if (event.type === 'school-day-started.v1') {
      const { date } = event.data as DistrictFacts['school-day-started'];
      if (known === undefined || date > known.date) this.#moments.set(district, { date, hour: null });
      return;
    }
    const { date, hour } = event.data as DistrictFacts['school-hour-started'];
    if (known?.date === date) this.#moments.set(district, { date, hour });
  }

  of(district: string): Moment | null {
    return this.#moments.get(district) ?? null;
  }
}
