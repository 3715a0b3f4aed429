import { isSchoolDate } from '#libs/domain';
import { disorder, type DisorderRates } from './rates.js';

export interface SimulationOptions {
  /** The district's id. */
  readonly district: string;
  /** Students enrolled at the start of each year: 1 to 2,000,000. */
  readonly students: number;
  /** A whole number. Same seed and options, same items; shorter `until` or `days`: a prefix of them. */
  readonly seed: number;
  /** End year of the first school year; default 2026. */
  readonly firstYear?: number;
  /** School years; default as many as `until` or `days` need, else one. Those before the last are full. */
  readonly years?: number;
  /** School days of the last year; more than it has go on into the next. Default all. */
  readonly days?: number;
  /** Last school day to emit, inclusive. */
  readonly until?: string;
  /** How schools take attendance; default `mixed`, school by school. */
  readonly attendanceTaking?: 'affirmative' | 'exception-only' | 'mixed';
  /** From grade 6 on attendance is taken in each of six classes; default false. */
  readonly sections?: boolean;
  /** Default as many as give about 240 students each. */
  readonly communities?: number;
  /** Shares of records that arrive twice or late; default `disorder` of the rates. */
  readonly disorder?: Partial<DisorderRates>;
}

export interface Settings {
  readonly district: string;
  readonly students: number;
  readonly seed: number;
  readonly firstYear: number;
  /** Full years before the days of `daysOfLast` count. */
  readonly fullYears: number;
  readonly daysOfLast: number;
  readonly until: string;
  readonly attendanceTaking: 'affirmative' | 'exception-only' | 'mixed';
  readonly sections: boolean;
  readonly communities: number | null;
  readonly disorder: DisorderRates;
}

const MOST_STUDENTS = 2_000_000;
const MOST_YEARS = 50;
const MOST_DAYS = 10_000;
const takings = ['affirmative', 'exception-only', 'mixed'] as const;

const defaults = {
  firstYear: 2026,
  years: 1,
  days: Infinity,
  until: '9999-12-31',
  attendanceTaking: 'mixed',
  sections: false,
  disorder: {},
} as const;

/** @throws RangeError that says which option is wrong and what is expected. */
export function settingsOf(options: SimulationOptions): Settings {
  const { years, days, until, ...given } = { ...defaults, ...options };
  checkDistrict(options.district);
  if (!isSchoolDate(until)) throw new RangeError(`until is ${JSON.stringify(until)}: expected a day that exists, written YYYY-MM-DD.`);
  if (!takings.includes(given.attendanceTaking)) {
    throw new RangeError(`attendanceTaking is ${JSON.stringify(given.attendanceTaking)}: expected one of ${takings.join(', ')}.`);
  }
  const onlyUntil = options.until !== undefined && options.years === undefined && options.days === undefined;
  const { communities = null } = given;
  return {
    district: options.district,
    students: whole('students', given.students, 1, MOST_STUDENTS),
    seed: whole('seed', given.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    firstYear: whole('firstYear', given.firstYear, 1900, 2200),
    fullYears: onlyUntil ? MOST_YEARS : whole('years', years, 1, MOST_YEARS) - 1,
    daysOfLast: days === Infinity ? days : whole('days', days, 0, MOST_DAYS),
    until,
    attendanceTaking: given.attendanceTaking,
    sections: given.sections,
    communities: communities === null ? null : whole('communities', communities, 1, MOST_STUDENTS),
    disorder: disorderOf(given.disorder),
  };
}

function checkDistrict(district: string): void {
  if (district.length >= 1 && district.length <= 200 && district.isWellFormed()) return;
  throw new RangeError(`district is ${JSON.stringify(district)}: expected an id of 1 to 200 characters.`);
}

function disorderOf(given: Partial<DisorderRates>): DisorderRates {
  const rates = { ...disorder, ...given };
  for (const [name, rate] of Object.entries(rates)) {
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`disorder.${name} is ${rate}: expected a share from 0 to 1.`);
  }
  return rates;
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is ${value}: expected a whole number from ${least} to ${most}.`);
}
