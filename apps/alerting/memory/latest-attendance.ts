import { dayIndex, parseStream, schoolYearOf } from '#libs/domain';
import type { ReadModels, RecordedEvent } from '#libs/event-sourcing';
import { feeds, type FeedDocument } from '#libs/views';

/** The latest day of which each school has sent attendance: as the models showed it at the start, and what has come in since. */
export class LatestAttendance {
  readonly #dates = new Map<string, string>();

  async start(models: ReadModels): Promise<void> {
    for await (const { body } of models.collection<FeedDocument>(feeds).all()) {
      if (body.schoolId !== null && body.lastAttendanceDate !== null) this.#note(body.district, body.schoolId, body.lastAttendanceDate);
    }
  }

  /** Folds what a student's or a school's stream says of attendance. */
  apply(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    const { date, schoolId } = event.data as { readonly date: string; readonly schoolId?: string };
    if (event.type === 'attendance-recorded.v1' && schoolId !== undefined) this.#note(stream.district, schoolId, date);
    if (event.type === 'attendance-submitted.v1' && stream.kind === 'school') this.#note(stream.district, stream.school, date);
  }

  /** As an index from July 1 of a school year; -1 where nothing has come of it. */
  of(district: string, school: string, year: number): number {
    const date = this.#dates.get(JSON.stringify([district, school]));
    return date === undefined || schoolYearOf(date) !== year ? -1 : dayIndex(date, year);
  }

  #note(district: string, school: string, date: string): void {
    const name = JSON.stringify([district, school]);
    if (date > (this.#dates.get(name) ?? '')) this.#dates.set(name, date);
  }
}
