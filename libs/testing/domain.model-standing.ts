import type { SisRecord } from '#libs/domain';
import canonicalize from 'canonicalize';

/** Natural keys as the contract lists them, beside the student, school or member of staff whose records these are. */
const keyFields: Readonly<Record<string, readonly string[]>> = {
  'student-enrolled': ['schoolId', 'entryDate'],
  'student-withdrawn': ['schoolId', 'exitDate'],
  'community-joined': ['communityId', 'date'],
  'community-left': ['communityId', 'date'],
  'section-joined': ['sectionId', 'date'],
  'section-left': ['sectionId', 'date'],
  'attendance-recorded': ['date', 'sectionId'],
  'grade-posted': ['courseId', 'termId', 'origin'],
  'behavior-recorded': ['incidentId'],
  'calendar-published': ['schoolId'],
  'attendance-submitted': ['schoolId', 'date'],
  'student-identified-as': [],
  'staff-assigned': ['role', 'studentId', 'from'],
  'staff-leave-recorded': ['from'],
};

/** Kinds and their retracting twins, as the contract lists them. */
export const twins: Readonly<Record<string, string>> = {
  'student-enrolled': 'enrollment-retracted',
  'student-withdrawn': 'withdrawal-retracted',
  'community-joined': 'community-membership-retracted',
  'community-left': 'community-leaving-retracted',
  'section-joined': 'section-membership-retracted',
  'section-left': 'section-leaving-retracted',
  'attendance-recorded': 'attendance-retracted',
  'grade-posted': 'grade-retracted',
  'behavior-recorded': 'behavior-retracted',
  'calendar-published': 'calendar-retracted',
  'attendance-submitted': 'attendance-submission-retracted',
  'student-identified-as': 'identity-retracted',
  'staff-assigned': 'assignment-retracted',
  'staff-leave-recorded': 'staff-leave-retracted',
};

export function modelKey({ name, data }: SisRecord): string {
  const kind = kindOf(name);
  const fields = keyFields[kind] ?? [];
  return JSON.stringify([kind, ...fields.map((field) => data[field] ?? (field === 'origin' ? 'grade' : null))]);
}

export function isRetraction({ name }: SisRecord): boolean {
  return kindOf(name) !== name;
}

function kindOf(name: string): string {
  return Object.keys(twins).find((kind) => twins[kind] === name) ?? name;
}

/** Orders two versions of one natural key: time, sequence, a retraction before content, the content as RFC 8785 text. */
export function compareModelVersions(a: SisRecord, b: SisRecord): number {
  return (
    compare(timeText(a.time), timeText(b.time)) ||
    Number(a.sequence ?? -1) - Number(b.sequence ?? -1) ||
    Number(isRetraction(b)) - Number(isRetraction(a)) ||
    compare(canonicalize(a.data) ?? '', canonicalize(b.data) ?? '')
  );
}

/**
 * What stands of one student, school or member of staff as known at an instant: the largest version of each key, retracted keys left out.
 * @param knownAt inclusive; null for what stands now.
 */
export function modelRecords(records: readonly SisRecord[], knownAt: string | null): SisRecord[] {
  const largest = new Map<string, SisRecord>();
  for (const record of records) {
    if (knownAt !== null && timeText(record.time) > timeText(knownAt)) continue;
    const other = largest.get(modelKey(record));
    if (other === undefined || compareModelVersions(other, record) < 0) largest.set(modelKey(record), record);
  }
  return [...largest.values()].filter((record) => !isRetraction(record));
}

/** The data of the same, by kind. */
export function modelStanding(records: readonly SisRecord[], knownAt: string | null): Map<string, SisRecord['data'][]> {
  const byKind = Map.groupBy(modelRecords(records, knownAt), ({ name }) => name);
  return new Map([...byKind].map(([name, all]) => [name, all.map(({ data }) => data)]));
}

/** Nine decimals always, so that texts compare as times. */
export function timeText(time: string): string {
  const [whole = '', fraction = ''] = time.slice(0, -1).split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
