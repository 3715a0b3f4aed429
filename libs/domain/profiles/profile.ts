import type { ActionKind, AssessedSubject, GradeLevel, IncidentCategory, Subject } from '../facts/facts.js';
import type { Letter } from '../student-year/marks.js';

/**
 * A published set of rules as data: no code, only aggregates over facts, so that it can be shown in plain words,
 * compared, versioned and compiled to other query languages.
 */
export interface Profile {
  readonly name: string;
  /** Changes with every change of the rules. */
  readonly version: string;
  readonly title: string;
  /** Where the rules are published. */
  readonly source: string;
  readonly milestones: readonly Milestone[];
}

/** What students of certain grades are held to; all conditions must hold. */
export interface Milestone {
  readonly name: string;
  readonly grades: readonly GradeLevel[];
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly name: string;
  /** The rule in plain English. */
  readonly sentence: string;
  /** The same sentence in other languages. */
  readonly translations?: Readonly<Partial<Record<TranslatedLanguage, string>>>;
  readonly measure: Measure;
  readonly passes: Bound;
  /** Passing values that do not reach this bound are close to the line. */
  readonly clear?: Bound;
  /** From this day of the year (`MM-DD`) the condition is asked for at all; default always. */
  readonly due?: string;
  /** Grades of the milestone for which the condition is asked; default all of them. */
  readonly grades?: readonly GradeLevel[];
}

/** Languages beside English in which a rule can be said (ISO 639-1). */
export const translatedLanguages = ['es'] as const;
export type TranslatedLanguage = (typeof translatedLanguages)[number];

/** A value on the bound itself passes when `inclusive`. Compared exactly, never as rounded figures. */
export interface Bound {
  readonly comparison: 'at-least' | 'at-most';
  readonly value: number | Letter;
  readonly inclusive: boolean;
}

/** Of which days facts are taken: the school year up to the as-of day, or its last days only. */
export type Window = { readonly lastDays: number };

export interface MarkFilter {
  /** Asked of the mark that stands for its course; the other two choose among the marks of a course. */
  readonly subjects?: readonly Subject[];
  readonly final?: boolean;
  /** false leaves summer terms out. */
  readonly summer?: boolean;
}

export interface AssessmentFilter {
  readonly subjects?: readonly AssessedSubject[];
  readonly benchmarkMet: boolean;
}

export type Measure =
  /** Percent of the counted days on which the student was present. */
  | {
      readonly aggregate: 'ratio';
      readonly of: 'present-days';
      readonly over: 'enrolled-days';
      /** Fewer enrolled days are insufficient data. */
      readonly minimum: number;
      /** So many tardies make an absence; default none do. */
      readonly tardiesPerAbsence?: number;
      readonly window?: Window;
    }
  /** Incidents with at least one of the actions and in one of the categories. */
  | {
      readonly aggregate: 'count';
      readonly of: 'incidents';
      readonly where: { readonly actions?: readonly ActionKind[]; readonly categories?: readonly IncidentCategory[] };
      readonly window?: Window;
    }
  /**
   * Subjects whose latest benchmark test of the school year was met, or was not; of two of one day the one that was not met stands.
   * Asked where a test is given: without one in these subjects the condition is not there, and nothing is missing.
   */
  | { readonly aggregate: 'count'; readonly of: 'assessments'; readonly where: AssessmentFilter }
  /** Marks with one of these letters, one mark per course and mark date. */
  | { readonly aggregate: 'count'; readonly of: 'marks'; readonly where: MarkFilter & { readonly letters: readonly Letter[] } }
  /** The lowest current mark. A letter is compared without its + or -. */
  | { readonly aggregate: 'min'; readonly of: 'marks'; readonly value: 'letter' | 'percent'; readonly where: MarkFilter }
  /** Grade points of the current marks, weighted by credits attempted (1 where not given). */
  | { readonly aggregate: 'mean'; readonly of: 'marks'; readonly value: 'grade-points'; readonly where: MarkFilter }
  /** Credits earned by the marks, one mark per course and mark date: of this school year, or of all up to it, then by final marks. */
  | {
      readonly aggregate: 'sum';
      readonly of: 'marks';
      readonly value: 'credits-earned';
      readonly where: MarkFilter;
      readonly years?: 'all';
    };

const milestonesByGrade = new WeakMap<Profile, ReadonlyMap<GradeLevel, Milestone>>();

/** The measure of attendance. */
export type RatioMeasure = Extract<Measure, { aggregate: 'ratio' }>;

/** The milestone of a grade, with the conditions that are asked for in it; null where the profile has none for it. */
export function milestoneOf(profile: Profile, grade: GradeLevel): Milestone | null {
  let byGrade = milestonesByGrade.get(profile);
  if (byGrade === undefined) {
    byGrade = new Map(profile.milestones.flatMap((milestone) => milestone.grades.map((each) => [each, inGrade(milestone, each)] as const)));
    milestonesByGrade.set(profile, byGrade);
  }
  return byGrade.get(grade) ?? null;
}

/** The milestone itself where all of it is for the grade, so that most grades share one. */
function inGrade(milestone: Milestone, grade: GradeLevel): Milestone {
  const conditions = milestone.conditions.filter(({ grades }) => grades === undefined || grades.includes(grade));
  return conditions.length === milestone.conditions.length ? milestone : { ...milestone, conditions };
}

const lookingBack = new WeakMap<Profile, boolean>();

/** Whether rules ask for marks of earlier school years too. */
export function looksBack(profile: Profile | null): boolean {
  if (profile === null) return false;
  let does = lookingBack.get(profile);
  if (does === undefined) {
    does = profile.milestones.some(({ conditions }) => conditions.some(({ measure }) => isOverYears(measure)));
    lookingBack.set(profile, does);
  }
  return does;
}

/** Whether a measure is of all school years up to the present one. */
export function isOverYears(measure: Measure): boolean {
  return measure.aggregate === 'sum' && measure.years === 'all';
}
