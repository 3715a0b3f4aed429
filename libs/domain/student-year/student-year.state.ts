import type { StudentFacts } from '../facts/facts.js';
import { DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { noChange, type ChangedRecords, type KeptKey, type KeptResults } from './kept-results.js';
import type { Mark } from './marks.js';
import { nobody, rosterOf, type Roster } from './roster.js';

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

/** What is known of attending one section, the same for all who joined it alike; a student's records are in `sectionDays`. */
export interface SectionYear {
  readonly sectionId: string;
  /** Dates of joining. */
  readonly joined: readonly string[];
  readonly left: readonly SectionLeaving[];
  /** The school year of the days. */
  readonly year: number;
  /** The days on which a student is known to attend it. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

/** A date of leaving with the joining it names, if it does. */
export interface SectionLeaving {
  readonly date: string;
  readonly joinedOn: string | undefined;
}

/** What rules that look back see of a school year before the present one. */
export interface EarlierYear {
  readonly year: number;
  /** By course, and within it in the order in which they stand for the course. */
  readonly marks: Mark[];
}

/**
 * Evaluation's state of one student in one school year: compact, folded from the facts that stand, in the order of the log.
 * The lists hold facts, one of each natural key; spans and counts are derived from them and made again when they are needed.
 */
export interface StudentYear {
  readonly year: number;
  roster: Roster;
  /** In the order in which they were first mentioned. */
  sections: readonly SectionYear[];
  /** A few bytes for each day with a record of a section, see `section-days.ts`. */
  sectionDays: Uint8Array;
  /** One byte a day, see `day-byte.ts`. */
  readonly days: Uint8Array;
  /** By course, and within it in the order in which they stand for the course. */
  readonly marks: Mark[];
  incidents: readonly StudentFacts['behavior-recorded'][];
  assessments: readonly StudentFacts['assessment-recorded'][];
  /** Years with marks before this one, in order; null where nobody has looked back yet: only some rules do. */
  earlier: readonly EarlierYear[] | null;
  readonly derived: Derived;
}

/** What is computed from the facts and kept up to date with them; `null` and -1 mean: to be made again. */
export interface Derived {
  /** Days up to and including this one are counted, see `attendance-count.ts`. */
  countedTo: number;
  /** Counted days that must be counted again lie from here ... */
  staleFrom: number;
  /** ... to here. */
  staleTo: number;
  present: number;
  absent: number;
  tardy: number;
  readonly changed: ChangedRecords;
  results: KeptResults | null;
  key: KeptKey | null;
  /** The latest day with an attendance record; -1 without one. */
  latestRecord: number;
}

/** Lists of facts are replaced, not changed: one without any serves all students. */
const none: readonly never[] = [];

const noBytes = new Uint8Array(0);

export function emptyStudentYear(year: number): StudentYear {
  return {
    year,
    roster: rosterOf(year, nobody),
    sections: none,
    sectionDays: noBytes,
    days: new Uint8Array(DAYS_IN_SCHOOL_YEAR),
    marks: [],
    incidents: none,
    assessments: none,
    earlier: null,
    derived: {
      countedTo: -1,
      staleFrom: DAYS_IN_SCHOOL_YEAR,
      staleTo: -1,
      present: 0,
      absent: 0,
      tardy: 0,
      changed: noChange(),
      results: null,
      key: null,
      latestRecord: -1,
    },
  };
}
