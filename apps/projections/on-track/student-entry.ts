import {
  decodeStudentYear,
  emptyStudentYear,
  encodeStudentYear,
  enrolmentSpans,
  nothingRecorded,
  sharedStatus,
  SharedValues,
  unplacedDates,
  type RecordedStatus,
  type Status,
  type StatusChanged,
  type StatusRow,
  type StudentYear,
} from '#libs/domain';
import type { StoredDocument } from '#libs/event-sourcing';
import { studentDocumentId, type Quarantine, type StudentDocument, type Unplaced } from '#libs/views';
import type { Look } from './look.js';

type StatusChange = readonly [asOf: string, status: Status];

/** A student's year in memory, between the log and its document. */
export interface StudentEntry {
  readonly id: string;
  readonly district: string;
  readonly key: string;
  readonly year: number;
  /** Of a student with several ids what came under all of them; of an id that stands for another one nothing. */
  state: StudentYear;
  /** Position of the stored document; null when it is not stored yet. */
  stored: number | null;
  changed: boolean;
  row: StatusRow | null;
  enrolled: boolean;
  profile: { readonly name: string; readonly version: string } | null;
  history: StatusChange[];
  recorded: RecordedStatus;
  /** Last revision of the status stream. */
  revision: number;
  /** Decided and not yet appended, in order. */
  pending: readonly { readonly id: string; readonly event: StatusChanged }[];
  /** The figures have changed since the row was made. */
  stale: boolean;
  /** Something is shown that is not recorded yet. */
  held: boolean;
  /** What the last evaluation saw; null before the first one. */
  look: Look | null;
  quarantined: Quarantine | null;
  /** The community in which it was counted last; null where it has not been since it is in memory. */
  countedIn: string | null;
}

/** One for all students of whom nothing is decided, as of nearly all. */
export const nothingPending: StudentEntry['pending'] = [];

export function newEntry(district: string, key: string, year: number): StudentEntry {
  return {
    id: studentDocumentId(district, key, year),
    district,
    key,
    year,
    state: emptyStudentYear(year),
    stored: null,
    changed: false,
    row: null,
    enrolled: false,
    profile: null,
    history: [],
    recorded: nothingRecorded,
    revision: -1,
    pending: nothingPending,
    stale: false,
    held: false,
    look: null,
    quarantined: null,
    countedIn: null,
  };
}

/** On a day the statuses of many students change to the same. */
const changes = new SharedValues<StatusChange>(
  ([asOf]) => asOf,
  ([, a], [, b]) => a === b,
  ([asOf, status]) => [asOf, status],
);

/** A change of status as one for all who changed alike. */
export function sharedChange(change: StatusChange): StatusChange {
  return changes.share(change);
}

export function entryOf({ id, position, body }: StoredDocument<StudentDocument>): StudentEntry {
  const { revision, ...recorded } = body.recorded;
  const profile = body.profile === null ? null : { name: body.profile, version: body.profileVersion ?? '' };
  return {
    ...newEntry(body.district, body.key, body.year),
    id,
    state: decodeStudentYear(body.state),
    stored: position,
    row: body.row,
    enrolled: body.enrolled,
    profile,
    history: body.history.map(sharedChange),
    recorded: sharedStatus(recorded),
    revision,
    quarantined: body.quarantined,
  };
}

/** Whether a document knows nothing of an event yet and can take it in. */
export function isFresh({ stored, quarantined }: StudentEntry, { position }: { readonly position: number }): boolean {
  return position > (stored ?? 0) && quarantined === null;
}

export function documentOf(entry: StudentEntry): StudentDocument {
  const { district, key, year, row } = entry;
  const unplaced = unplacedOf(entry.state);
  return {
    district,
    key,
    year,
    ...foundBy(row),
    enrolled: entry.enrolled,
    row,
    profile: entry.profile?.name ?? null,
    profileVersion: entry.profile?.version ?? null,
    history: entry.history,
    unplaced,
    hasUnplaced: unplaced.dates.length + unplaced.marks + unplaced.incidents > 0 ? 1 : 0,
    recorded: { ...entry.recorded, revision: entry.revision },
    state: encodeStudentYear(entry.state),
    quarantined: entry.quarantined,
    isQuarantined: entry.quarantined === null ? 0 : 1,
  };
}

/** What a document is found by. */
function foundBy(row: StatusRow | null): Pick<StudentDocument, 'schoolId' | 'communityId' | 'status'> {
  if (row === null) return { schoolId: null, communityId: null, status: null };
  return { schoolId: row.schoolId, communityId: row.communityId, status: row.status };
}

/** Attendance needs an enrolled day; marks and incidents need an enrolment in the year. */
function unplacedOf(state: StudentYear): Unplaced {
  const enrolled = enrolmentSpans(state).length > 0;
  return {
    dates: unplacedDates(state),
    marks: enrolled ? 0 : state.marks.length,
    incidents: enrolled ? 0 : state.incidents.length,
  };
}
