import {
  dayIndex,
  DAYS_IN_SCHOOL_YEAR,
  emptyStudentYear,
  enrolmentSpans,
  evolveStudentYear,
  parseStream,
  type EnrolmentSpan,
  type RecordName,
  type StudentFact,
} from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';

/** Kinds of record that need an enrolment: attendance one on its day, the others one in their school year. */
const needsEnrolment = ['attendance-recorded', 'grade-posted', 'behavior-recorded', 'assessment-recorded'] as const;
type PlacedName = (typeof needsEnrolment)[number];

const enrolmentTypes = new Set(['student-enrolled.v1', 'enrollment-retracted.v1', 'student-withdrawn.v1', 'withdrawal-retracted.v1']);

/** What was taken in of one student in one school year. */
interface Placed {
  readonly year: number;
  /** Attendance records by day from July 1: two bytes a day, so that a large district fits in memory. */
  days: Uint16Array | Uint32Array;
  readonly counts: { [name in PlacedName]?: number };
}

const MOST_IN_TWO_BYTES = 0xffff;

/** Remembers where the records of an import stand, to count at its end those on no enrolled day. */
export class Placements {
  readonly #byStream = new Map<string, Placed>();

  add(name: RecordName, stream: string | null, date: string | null): void {
    if (stream === null || !isPlaced(name)) return;
    let placed = this.#byStream.get(stream);
    if (placed === undefined)
      this.#byStream.set(stream, (placed = { year: yearOf(stream), days: new Uint16Array(DAYS_IN_SCHOOL_YEAR), counts: {} }));
    if (name === 'attendance-recorded' && date !== null) addDay(placed, dayIndex(date, placed.year));
    else placed.counts[name] = (placed.counts[name] ?? 0) + 1;
  }

  /** How many records of each kind stand on no enrolled day now. */
  async unplaced(store: EventStore): Promise<ReadonlyMap<RecordName, number>> {
    const unplaced = new Map<RecordName, number>();
    const add = (name: RecordName, count: number): void => void unplaced.set(name, (unplaced.get(name) ?? 0) + count);
    for (const [stream, placed] of this.#byStream) {
      const spans = await enrolments(store, stream, placed.year);
      add('attendance-recorded', countOutside(placed.days, spans));
      if (spans.some(({ from, to }) => from < to)) continue;
      for (const name of needsEnrolment) add(name, placed.counts[name] ?? 0);
    }
    return unplaced;
  }
}

function isPlaced(name: RecordName): name is PlacedName {
  return (needsEnrolment as readonly RecordName[]).includes(name);
}

function yearOf(stream: string): number {
  const name = parseStream(stream);
  if (name.kind !== 'student') throw new Error(`${stream} is not the stream of a student's year.`);
  return name.year;
}

function addDay(placed: Placed, day: number): void {
  const count = placed.days[day] ?? 0;
  if (count === MOST_IN_TWO_BYTES) placed.days = Uint32Array.from(placed.days);
  placed.days[day] = count + 1;
}

async function enrolments(store: EventStore, stream: string, year: number): Promise<readonly EnrolmentSpan[]> {
  const state = emptyStudentYear(year);
  for (const { type, superseded, data } of await store.readStream(stream)) {
    if (!superseded && enrolmentTypes.has(type)) evolveStudentYear(state, { type, data } as StudentFact);
  }
  return enrolmentSpans(state);
}

function countOutside(days: Placed['days'], spans: readonly EnrolmentSpan[]): number {
  let outside = 0;
  days.forEach((count, day) => {
    if (count > 0 && !spans.some(({ from, to }) => from <= day && day < to)) outside += count;
  });
  return outside;
}
