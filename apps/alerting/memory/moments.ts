import { lastDayOf, parseStream, type DistrictFacts, type Moment } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** What the clock of each district has said last. */
export class Moments {
  readonly #moments = new Map<string, Moment>();
  readonly #firstDays = new Map<string, string>();

  /** Folds a day or an hour. */
  apply(event: RecordedEvent): void {
    const { district } = parseStream(event.stream);
    const known = this.#moments.get(district);
    if (event.type === 'school-day-started.v1') {
      const { date } = event.data as DistrictFacts['school-day-started'];
      if (known === undefined) this.#firstDays.set(district, date);
      if (known === undefined || date > known.date) this.#moments.set(district, { date, hour: null });
      return;
    }
    const { date, hour } = event.data as DistrictFacts['school-hour-started'];
    if (known?.date === date) this.#moments.set(district, { date, hour });
  }

  of(district: string): Moment | null {
    return this.#moments.get(district) ?? null;
  }

  /** Whether a school year has ended under the district's clock. One that was over before the first day is history that came in. */
  haveClosed(district: string, schoolYear: number): boolean {
    const last = lastDayOf(schoolYear);
    return (this.#firstDays.get(district) ?? '') <= last && last < (this.#moments.get(district)?.date ?? '');
  }
}
