import { enrolmentSpans, MOST_YEARS_BACK, recountAllDays, recountDay, schoolYearOf } from '#libs/domain';
import type { ReferenceChange, ReferenceState } from '#libs/views';
import type { StudentEntries } from './student-entries.js';
import type { StudentEntry } from './student-entry.js';

/** The students whose status a reference event may change, made ready to be evaluated again. */
export async function touchedStudents(
  change: ReferenceChange,
  entries: StudentEntries,
  reference: ReferenceState,
): Promise<readonly StudentEntry[]> {
  switch (change.kind) {
    case 'nothing':
    case 'community':
    case 'people':
      return [];
    case 'school':
      return ofSchool(change, entries);
    case 'profile': {
      const today = reference.dayOf(change.district);
      return today === null ? [] : ofYears(change.district, [schoolYearOf(today)], entries);
    }
    case 'day':
      return ofYears(change.district, yearsMoved(change), entries);
  }
}

async function ofSchool(change: Extract<ReferenceChange, { kind: 'school' }>, entries: StudentEntries): Promise<StudentEntry[]> {
  const ofYear = await entries.ofYear(change.district, change.year);
  const students = [...ofYear].filter((entry) => enrolmentSpans(entry.state).some(({ schoolId }) => schoolId === change.school));
  for (const { state } of students) {
    if (change.change === 'all-days') recountAllDays(state);
    else recountDay(state, change.change);
  }
  return students;
}

async function ofYears(district: string, years: readonly number[], entries: StudentEntries): Promise<StudentEntry[]> {
  const students: StudentEntry[] = [];
  for (const year of years) students.push(...(await entries.ofYear(district, year)));
  return students;
}

/** School years whose live as-of day moves: all that may be known at the district's first day. */
function yearsMoved({ previous, date }: Extract<ReferenceChange, { kind: 'day' }>): number[] {
  const last = schoolYearOf(date);
  const first = previous === null ? last - MOST_YEARS_BACK : schoolYearOf(previous);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
