import {
  dateAt,
  enrolmentSpans,
  emptyStudentYear,
  evolveStudentYear,
  recordNameOf,
  unplacedDates,
  type EnrolmentSpan,
  type FactRecordName,
  type Identities,
  type StudentFact,
} from '#libs/domain';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';
import type { StudentDocument } from '#libs/views';
import { standingOfStudent } from '../status/standing-of-student.js';

/** A record that stands and does not count, because no enrolment of the student covers it. */
export interface UnplacedRecord {
  /** For example `attendance-recorded`. */
  readonly record: FactRecordName;
  /** The school day it is about; null where it is about the school year. */
  readonly date: string | null;
  /** As the record says; null where it names none. */
  readonly schoolId: string | null;
  readonly source: string | null;
  /** When the source made it. */
  readonly knownAt: string | null;
  /** When it was appended here. */
  readonly recordedAt: string;
  /** The event in the log. */
  readonly eventId: string;
  readonly why: string;
  /** What would make it count. */
  readonly wouldPlace: string;
}

/** Kinds that need an enrolment at some time of their school year; attendance needs one on its day. */
const ofTheYear: ReadonlySet<FactRecordName> = new Set(['grade-posted', 'behavior-recorded']);

/**
 * The unplaced records of one student in one school year, from the streams of all the student's ids: those that stand, in the order in
 * which they came.
 */
export async function unplacedRecords(
  store: EventStore,
  { district, key, year }: Pick<StudentDocument, 'district' | 'key' | 'year'>,
  people: Identities | null,
): Promise<UnplacedRecord[]> {
  const standing = await standingOfStudent(store, { district, key, year, people }, null);
  const state = standing.reduce(
    (folded, { type, data }) => evolveStudentYear(folded, { type, data } as StudentFact),
    emptyStudentYear(year),
  );
  const dates = new Set(unplacedDates(state));
  const spans = enrolmentSpans(state);
  return standing.flatMap((event) => {
    const record = recordNameOf(event.type);
    const { date = null } = event.data as { readonly date?: string };
    const isUnplaced =
      record === 'attendance-recorded' ? dates.has(date ?? '') : record !== null && ofTheYear.has(record) && spans.length === 0;
    return isUnplaced && record !== null ? [recordOf(event, record, { spans, year })] : [];
  });
}

interface Enrolments {
  readonly spans: readonly EnrolmentSpan[];
  readonly year: number;
}

function recordOf(event: RecordedEvent, record: FactRecordName, enrolments: Enrolments): UnplacedRecord {
  const { date = null, schoolId = null } = event.data as { readonly date?: string; readonly schoolId?: string };
  const { source = null, knownAt = null } = event.metadata;
  const day = record === 'attendance-recorded' ? date : null;
  return { record, date, schoolId, source, knownAt, recordedAt: event.recordedAt, eventId: event.id, ...reasons(day, enrolments) };
}

function reasons(day: string | null, { spans, year }: Enrolments): Pick<UnplacedRecord, 'why' | 'wouldPlace'> {
  if (spans.length === 0) {
    const covers = day === null ? `in the school year ${year}` : `whose days hold ${day}`;
    return { why: `No enrolment in the school year ${year} is known.`, wouldPlace: `A student-enrolled of this student ${covers}.` };
  }
  return {
    why: `Not enrolled on ${day}; enrolled ${spans.map((span) => spanInWords(span, year)).join(', ')}.`,
    wouldPlace: `A student-enrolled of this student whose days hold ${day}, or a correction of an entry or exit date.`,
  };
}

function spanInWords({ schoolId, from, to }: EnrolmentSpan, year: number): string {
  return `from ${dateAt(from, year)} to ${dateAt(to - 1, year)} at ${schoolId}`;
}
