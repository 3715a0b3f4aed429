import type { AttendanceTaking, SchoolFacts } from '../facts/facts.js';
import { dayIndex, DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';

/** Reference state: what is known of one school in one school year. Days are indexes from July 1. */
export interface SchoolYear {
  readonly year: number;
  /** null while no calendar is published: then no day counts. */
  taking: AttendanceTaking | null;
  /** 1 on instructional days; null where the school has no calendar but takes attendance affirmatively. */
  instructional: Uint8Array | null;
  /** 1 on days whose attendance the school has submitted. */
  readonly submitted: Uint8Array;
  /** The latest day that was ever submitted; -1 without one. */
  latestSubmitted: number;
}

export type SchoolFact = { [K in keyof SchoolFacts]: { readonly type: `${K}.v1`; readonly data: SchoolFacts[K] } }[keyof SchoolFacts];

/** What a school's fact changes for its students: everything, or one day. */
export type SchoolChange = 'all-days' | number;

export function emptySchoolYear(year: number): SchoolYear {
  return { year, taking: null, instructional: null, submitted: new Uint8Array(DAYS_IN_SCHOOL_YEAR), latestSubmitted: -1 };
}

/** Folds a fact that stands (not a superseded one) into the school's year, in place. */
export function evolveSchoolYear(school: SchoolYear, fact: SchoolFact): SchoolChange {
  switch (fact.type) {
    case 'calendar-published.v1':
      school.taking = fact.data.attendanceTaking;
      school.instructional = fact.data.instructionalDays === undefined ? null : daySet(fact.data.instructionalDays, school.year);
      return 'all-days';
    case 'calendar-retracted.v1':
      school.taking = null;
      school.instructional = null;
      return 'all-days';
    case 'attendance-submitted.v1':
      return mark(school, fact.data.date, 1);
    case 'attendance-submission-retracted.v1':
      return mark(school, fact.data.date, 0);
  }
}

function mark(school: SchoolYear, date: string, value: 0 | 1): SchoolChange {
  const day = dayIndex(date, school.year);
  school.submitted[day] = value;
  school.latestSubmitted = Math.max(school.latestSubmitted, day);
  return day;
}

function daySet(dates: readonly string[], year: number): Uint8Array {
  const days = new Uint8Array(DAYS_IN_SCHOOL_YEAR);
  for (const date of dates) days[dayIndex(date, year)] = 1;
  return days;
}
