/**
 * How often things happen. Where a figure is published its source stands beside it; all others are chosen, so that a district
 * comes out as such districts do (the property tests say within which bounds).
 */

/** Days of instruction a year: what most states require. */
export const INSTRUCTIONAL_DAYS = 180;

/** Students to a community on average, and the bounds (Oxley: 200-400 works best; design: 60-450). */
export const community = { average: 240, least: 60, most: 450, advocateFor: 25 } as const;

/** Chosen: students to a school of each level, to a counselor (ASCA recommends 250; most have more), to a section. */
export const school = { elementary: 520, middle: 720, high: 1_300, perCounselor: 350, perSection: 25 } as const;

/** Chosen: yearly share of staff who are replaced, and of students without an advocate. */
export const staff = { turnover: 0.11, withoutAdvocate: 0.04 } as const;

/**
 * Absence. Together these give 15-20 % chronically absent: 13 % of all students and 20 % of high school students missed 15 or
 * more days in 2013-14 (Civil Rights Data Collection), and more have since. The parts are chosen.
 */
export const absence = {
  /** Daily chance that the median student skips, and the spread of its logarithm: a few do most of it. */
  skip: 0.0155,
  skipSpread: 1.12,
  mostSkip: 0.55,
  /** Daily chance to fall ill outside of any wave, and how many days it lasts (chance of 1, 2, 3, 4). */
  illness: 0.0095,
  illnessDays: [0.45, 0.3, 0.15, 0.1],
  frailtySpread: 0.4,
  /** Skipping and illness by grade, KG to 12. */
  byGrade: [1.25, 1.0, 0.85, 0.8, 0.8, 0.85, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.55],
  /** July to June. */
  byMonth: [1, 0.7, 0.75, 0.9, 1.0, 1.2, 1.3, 1.3, 1.1, 1.0, 1.05, 1.25],
  /** Monday to Friday. */
  byWeekday: [1.15, 0.9, 0.88, 0.95, 1.18],
  beforeBreak: 1.35,
} as const;

/** Chosen: students who slip or recover within a year, over how many days, and how much more (less) they then skip. */
export const drift = { slip: 0.08, recover: 0.06, days: 20, slipFactor: 3.6, recoverFactor: 0.35 } as const;

/** Chosen: waves of illness a year in a school, how much higher at their peak, and how wide (days). */
export const wave = { fewest: 2, most: 4, lowPeak: 1.5, highPeak: 5, narrow: 4, wide: 9, communityLag: 6 } as const;

/** Chosen: how attendance is first recorded and later changed. */
export const recording = {
  tardy: 0.018,
  earlyDeparture: 0.006,
  /** Of the tardy: first recorded absent, then changed when they arrive. */
  tardyAsAbsent: 0.3,
  /** Of absences: excused from the start because the family called; else a note follows within three days. */
  calledIfIll: 0.45,
  calledIfSkipping: 0.1,
  noteIfIll: 0.75,
  noteIfSkipping: 0.2,
  /** Of the present: recorded absent; of the absent: recorded present. Found within two days. */
  absentByMistake: 0.0006,
  presentByMistake: 0.008,
  /** Of student-days in sectioned grades, for the median student: one or two classes cut. */
  cut: 0.004,
  /** Of corrected absences: the first version arrives after the correction. */
  olderAfterNewer: 0.02,
  /** Of school-days: submitted the next morning only. */
  lateSubmission: 0.006,
} as const;

/** Chosen, per enrolled student and year; a vacated seat is filled again after a while. */
export const mobility = {
  leave: 0.045,
  transfer: 0.02,
  changeCommunity: 0.012,
  noShow: 0.004,
  noShowDays: 6,
  noticedLate: 0.2,
  refillPerDay: 0.03,
  returning: 0.1,
  summerMove: 0.05,
} as const;

/** Yearly dropout of the median high school student; low attendance and failed courses multiply it. The event dropout rate was 3.3 % in 2011-12 (NCES 2014-391). */
export const dropout = { base: 0.012, chronic: 4, severe: 12, perFailedCourse: 0.5, mostFactor: 30, fadingDays: 8 } as const;

/** Chosen: held back in grades KG-8, and after how many failed semester courses in high school; half credits for a diploma (of 48 possible). */
export const promotion = { retained: 0.012, failedSemesters: 6, halfCreditsToGraduate: 40, otherDiploma: 0.015 } as const;

/** Chosen: percent of the median student in the median course and what moves it, for a mean GPA of about 3.0 (3.11 of graduates in 2019, NAEP High School Transcript Study). */
export const mark = {
  median: 89.5,
  perAbility: 6.5,
  perAbsence: 70,
  mostLostToAbsence: 30,
  perDrift: 3,
  courseNoise: 4,
  termNoise: 3,
  changed: 0.015,
  typing: 0.002,
  retracted: 0.002,
} as const;

/**
 * Incidents per student and year for the median student, by grade KG to 12, and the spread of its logarithm (few repeat).
 * About 5 % of students are suspended out of school in a year (Civil Rights Data Collection 2017-18); the parts are chosen.
 */
export const behavior = {
  perYear: [0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.18, 0.24, 0.24, 0.23, 0.17, 0.12, 0.08],
  spread: 1.25,
  most: 6,
  categories: { 'code-of-conduct': 0.76, 'school-violation': 0.17, other: 0.05, 'state-offense': 0.02 },
  /** How much more often a graver category is answered with a suspension. */
  gravity: { 'code-of-conduct': 0.75, 'school-violation': 1.8, other: 1, 'state-offense': 4.5 },
  inSchool: 0.2,
  outOfSchool: 0.19,
  removal: 0.05,
  restraint: 0.003,
  expulsion: 0.06,
  withPartner: 0.12,
  retracted: 0.015,
  softened: 0.03,
} as const;

/** Chosen: ability that meets a benchmark (below the median one); invited students who answer the belonging survey, and who then belong. */
export const measured = { benchmark: -0.3, responds: 0.74, belongs: 0.71 } as const;

/** Chosen: shares of all records that arrive twice, hours late, or days late. */
export interface DisorderRates {
  /** The same bytes again, at once or up to three days later. */
  readonly duplicate: number;
  readonly lateHours: number;
  readonly lateDays: number;
}
export const disorder: DisorderRates = { duplicate: 0.004, lateHours: 0.004, lateDays: 0.002 };

/** The most days a record can be late. */
export const MOST_DAYS_LATE = 3;
