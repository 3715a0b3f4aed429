import type { StudentFacts } from '../facts/facts.js';
import type { SchoolYear } from '../school-year/school-year.js';
import { DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import type { KeyCache, ResultCache } from './kept-results.js';
import type { Mark } from './marks.js';

export type StudentFact = { [K in keyof StudentFacts]: { readonly type: `${K}.v1`; readonly data: StudentFacts[K] } }[keyof StudentFacts];

/** Attendance of one day or section, as one byte; 0 is no record. */
export const attendanceCode = {
  present: 1,
  tardy: 2,
  'early-departure': 3,
  'absent-excused': 4,
  'absent-unexcused': 5,
} as const;

export const FIRST_ABSENT_CODE = attendanceCode['absent-excused'];

/** One section as one student knows it. Intervals are day indexes, `to` exclusive. */
export interface SectionYear {
  /** One attendance code a day; null until a record arrives. */
  days: Uint8Array | null;
  readonly joined: Set<string>;
  /** Date of leaving to the joining it names, if it does. */
  readonly left: Map<string, string | undefined>;
  /** When the student attends it. */
  spans: readonly { readonly from: number; readonly to: number }[];
  spansStale: boolean;
}

/** One enrolment with its end found. Day indexes from July 1, `to` exclusive and at most the day after June 30. */
export interface EnrolmentSpan {
  readonly schoolId: string;
  readonly gradeLevel: StudentFacts['student-enrolled']['gradeLevel'];
  readonly entryDate: string;
  readonly from: number;
  readonly to: number;
}

export interface Home {
  readonly from: number;
  readonly to: number;
  readonly schoolId: string;
  /** The school, once found among these schools. */
  school: SchoolYear | null;
  schools: ReadonlyMap<string, SchoolYear> | null;
}

export interface MembershipSpan {
  readonly communityId: string;
  /** When it began, maybe in an earlier year. */
  readonly since: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Evaluation's state of one student in one school year: compact, folded from the facts that stand, in the order of the log.
 * The maps hold facts by natural key; spans and counts are derived from them and made again when they are needed.
 */
export interface StudentYear {
  readonly year: number;
  readonly enrolments: Map<string, StudentFacts['student-enrolled']>;
  readonly withdrawals: Map<string, StudentFacts['student-withdrawn']>;
  readonly joined: Map<string, StudentFacts['community-joined']>;
  readonly left: Map<string, StudentFacts['community-left']>;
  readonly sections: Map<string, SectionYear>;
  /** Attendance code of the whole-day record of each day. */
  readonly days: Uint8Array;
  readonly marks: Map<string, Mark>;
  readonly incidents: Map<string, StudentFacts['behavior-recorded']>;
  readonly assessments: Map<string, StudentFacts['assessment-recorded']>;
  readonly derived: Derived;
}

/** What is computed from the facts; `null` and -1 mean: to be made again. */
export interface Derived {
  enrolments: readonly EnrolmentSpan[] | null;
  memberships: readonly MembershipSpan[] | null;
  /** What each day counts as, up to and including `countedTo`: see `DayCount`. */
  readonly counted: Uint8Array;
  countedTo: number;
  /** A day within the counted range that must be counted again; -1 for none. With more than one, all are counted again. */
  staleDay: number;
  /** The one enrolment of the year, as nearly every student has: kept at hand, for every record asks for it. null with none or several. */
  home: Home | null;
  present: number;
  absent: number;
  tardy: number;
  /** How many sections have a record of each day; null while none has any. */
  sectionRecords: Uint8Array | null;
  /** Raised with every change of a mark or an incident. */
  recordsVersion: number;
  cache: ResultCache | null;
  /** The current mark of every course as of a day. */
  currentMarks: { readonly recordsVersion: number; readonly asOf: number; readonly marks: readonly Mark[] } | null;
  keyCache: KeyCache | null;
  /** The latest day with an attendance record; -1 without one. */
  latestRecord: number;
}

export function emptyStudentYear(year: number): StudentYear {
  return {
    year,
    enrolments: new Map(),
    withdrawals: new Map(),
    joined: new Map(),
    left: new Map(),
    sections: new Map(),
    days: new Uint8Array(DAYS_IN_SCHOOL_YEAR),
    marks: new Map(),
    incidents: new Map(),
    assessments: new Map(),
    derived: {
      enrolments: null,
      memberships: null,
      counted: new Uint8Array(DAYS_IN_SCHOOL_YEAR),
      countedTo: -1,
      staleDay: -1,
      home: null,
      present: 0,
      absent: 0,
      tardy: 0,
      sectionRecords: null,
      recordsVersion: 0,
      cache: null,
      currentMarks: null,
      keyCache: null,
      latestRecord: -1,
    },
  };
}
