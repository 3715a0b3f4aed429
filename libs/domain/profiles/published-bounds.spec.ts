import { describe, expect, it } from '@jest/globals';
import { assessment, conditionOf, days, enrolled, incident, mark, percentMark } from '#libs/testing';
import type { ActionKind, GradeLevel, IncidentCategory, Subject } from '../facts/facts.js';
import type { Result } from '../status/measures.js';
import type { StudentFact } from '../student-year/student-year.state.js';
import type { Bound, Condition, Profile } from './profile.js';
import { shippedProfiles } from './shipped-profiles.js';

type Row = readonly [condition: string, facts: readonly StudentFact[], result: Result];
/** What is published, in the notation of the source: each bound on it, just below and just above. */
type Table = Readonly<Record<string, readonly (readonly [grades: readonly GradeLevel[], rows: readonly Row[]])[]>>;

/** Percent of 300 days, give or take one day more of either kind: on the bound, just below, just above. */
const onBelowAbove = (percent: number): StudentFact[][] => {
  const present = 3 * percent;
  return [days(present, 300 - present), days(present - 1, 300 - present), days(present + 1, 300 - present)];
};
const rate = (condition: string, percent: number, ...results: readonly [on: Result, below: Result, above: Result]): Row[] =>
  onBelowAbove(percent).map((facts, index): Row => [condition, facts, results[index] ?? 'fail']);
/** One day too few to judge, and enough. */
const firstJudged = (condition: string, minimum: number): Row[] => [
  [condition, days(0, minimum - 1), 'insufficient-data'],
  [condition, days(0, minimum), 'fail'],
];
const acted = (kind: ActionKind, count: number): StudentFact[] =>
  Array.from({ length: count }, (_, index) => incident(kind, { incidentId: `${kind}${index}` }));
const offenses = (category: IncidentCategory, count: number): StudentFact[] =>
  Array.from({ length: count }, (_, index) => incident('other', { incidentId: `${category}${index}`, category }));
const percents = (subject: Subject, results: Readonly<Record<number, Result>>): Row[] =>
  Object.entries(results).map(([percent, result]) => [subject, [percentMark(subject, Number(percent))], result]);
const letter = (subject: Subject, results: Readonly<Record<string, Result>>): Row[] =>
  Object.entries(results).map(([mark_, result]) => [subject, [mark(subject, mark_)], result]);
const average = (result: Result, ...letters: readonly string[]): Row => [
  'gpa',
  letters.map((each, index) => mark('other', each, { courseId: `c${index}` })),
  result,
];
const failures = (condition: string, subject: Subject, results: Readonly<Record<number, Result>>): Row[] =>
  Object.entries(results).map(([count, result]) => {
    const failed = Array.from({ length: Number(count) }, (_, index) => mark(subject, 'F', { courseId: `c${index}`, final: true }));
    return [condition, [mark(subject, 'A', { final: true }), ...failed], result];
  });
const passing: Readonly<Record<string, Result>> = { C: 'pass', 'D-': 'pass', F: 'fail' };
const aToC: Readonly<Record<string, Result>> = { B: 'pass', 'C-': 'pass', 'D+': 'fail' };
const noneOf = (kind: ActionKind): Row[] => [
  ['discipline', [], 'pass'],
  ['discipline', acted(kind, 1), 'fail'],
];
const attends90 = [...rate('attendance', 90, 'caution', 'fail', 'caution'), ...rate('attendance', 96, 'pass', 'caution', 'pass')];
const attends96 = rate('attendance', 96, 'pass', 'fail', 'pass');
const countedFrom30 = firstJudged('attendance', 30);

const benchmarks = (['ela', 'math'] as const).flatMap((subject): Row[] => [
  [`${subject}-benchmark`, [assessment(subject, true)], 'pass'],
  [`${subject}-benchmark`, [assessment(subject, false)], 'fail'],
]);

const published: Table = {
  'ew-framework': [
    [['01', '02'], benchmarks],
    [['03'], benchmarks],
    [['08'], benchmarks],
    [
      ['01', '02'],
      [...attends90, ...countedFrom30, ...noneOf('expulsion')],
    ],
    [['06'], [...attends90, ...countedFrom30, ...letter('ela', passing), ...letter('math', passing), ...noneOf('in-school-suspension')]],
    [['08'], [...attends96, ...countedFrom30, ...letter('ela', aToC), ...letter('math', aToC), ...noneOf('out-of-school-suspension')]],
    [['08'], [average('pass', 'B', 'C'), average('fail', 'B', 'B-', 'C', 'C+', 'C+'), average('pass', 'B', 'C', 'C+', 'B')]],
    [['09'], [...attends96, ...countedFrom30, ...letter('ela', aToC), ...letter('math', aToC), ...noneOf('expulsion')]],
    [['09'], [average('pass', 'A', 'C'), average('fail', 'B', 'B-', 'B+', 'B-'), average('pass', 'B', 'B', 'B', 'B+')]],
    [
      ['10', '11', '12'],
      [...attends90, ...countedFrom30, ...failures('core-failures', 'science', { 0: 'pass', 1: 'pass', 2: 'fail' })],
    ],
    [
      ['PK', 'KG', '03', '04', '05', '07'],
      [...attends90, ...countedFrom30],
    ],
  ],
  'balfanz-byrnes': [
    [
      ['09', '10', '11', '12'],
      [
        ...rate('attendance', 90, 'pass', 'fail', 'pass'),
        ...firstJudged('attendance', 30),
        ['suspensions', [], 'pass'],
        ['suspensions', acted('in-school-suspension', 1), 'pass'],
        ['suspensions', acted('out-of-school-suspension', 2), 'fail'],
      ],
    ],
  ],
  'philadelphia-grade-6': [
    [
      ['06'],
      [
        ...rate('attendance', 80, 'pass', 'fail', 'pass'),
        ...firstJudged('attendance', 30),
        ['suspensions', acted('in-school-suspension', 3), 'pass'],
        ['suspensions', acted('out-of-school-suspension', 1), 'fail'],
        ...letter('ela', passing),
        ...letter('math', passing),
      ],
    ],
  ],
  'air-nhsc': [
    [
      ['06', '07', '08'],
      [
        ...rate('attendance', 80, 'fail', 'fail', 'pass'),
        ...firstJudged('attendance', 20),
        ...letter('ela', passing),
        ...letter('math', passing),
      ],
    ],
    [
      ['09', '10', '11', '12'],
      [
        ...rate('attendance', 90, 'fail', 'fail', 'pass'),
        ...firstJudged('attendance', 20),
        ...failures('course-failures', 'other', { 0: 'pass', 1: 'fail', 2: 'fail' }),
        average('fail', 'C', 'C'),
        average('fail', 'C', 'C-'),
        average('pass', 'C', 'C', 'C', 'C+'),
      ],
    ],
  ],
  'michigan-data-hub': [
    [
      ['KG', '05', '08', '12'],
      [
        ...rate('attendance', 90, 'fail', 'fail', 'caution'),
        ...rate('attendance', 95, 'caution', 'caution', 'pass'),
        ['attendance', [], 'insufficient-data'],
        ['attendance', days(1, 0), 'pass'],
        ['reportable-offenses', [], 'pass'],
        ['reportable-offenses', offenses('state-offense', 1), 'fail'],
        ...([3, 4, 5, 6] as const).map((count, index): Row => {
          const results = ['pass', 'caution', 'caution', 'fail'] as const;
          return ['conduct-violations', offenses('code-of-conduct', count), results[index] ?? 'fail'];
        }),
        ...percents('ela', { 59.99: 'fail', 60: 'caution', 60.01: 'caution', 69.99: 'caution', 70: 'pass', 70.01: 'pass' }),
        ...percents('math', { 59.99: 'fail', 60: 'caution', 60.01: 'caution', 69.99: 'caution', 70: 'pass', 70.01: 'pass' }),
      ],
    ],
  ],
  'ed-fi-ews': [
    [
      ['KG', '05', '09', '12'],
      [
        ...rate('attendance', 80, 'caution', 'fail', 'caution'),
        ...rate('attendance', 88, 'pass', 'caution', 'pass'),
        ['attendance', [], 'insufficient-data'],
        ['attendance', days(1, 0), 'pass'],
        ['state-offenses', [], 'pass'],
        ['state-offenses', offenses('state-offense', 1), 'fail'],
        ...([2, 3, 5, 6] as const).map((count, index): Row => {
          const results = ['pass', 'caution', 'caution', 'fail'] as const;
          return ['conduct-offenses', offenses('school-violation', count), results[index] ?? 'fail'];
        }),
        ...percents('ela', { 64.99: 'fail', 65: 'caution', 65.01: 'caution', 71.99: 'caution', 72: 'pass', 72.01: 'pass' }),
        ...percents('math', { 64.99: 'fail', 65: 'caution', 65.01: 'caution', 71.99: 'caution', 72: 'pass', 72.01: 'pass' }),
      ],
    ],
  ],
  'freshman-on-track': [
    [
      ['09'],
      [
        ...failures('core-failures', 'ela', { 0: 'pass', 1: 'pass', 2: 'fail' }),
        ...[4.99, 5, 5.01].map((creditsEarned): Row => {
          const earned = [mark('other', 'B', { final: true, creditsEarned })];
          return ['credits', earned, creditsEarned < 5 ? 'fail' : 'pass'];
        }),
      ],
    ],
  ],
  'attendance-works': [
    [
      ['PK', '03', '08', '12'],
      [
        ...rate('chronic-absence', 90, 'fail', 'fail', 'caution'),
        ...rate('chronic-absence', 95, 'caution', 'caution', 'pass'),
        ...rate('severe-chronic-absence', 80, 'fail', 'fail', 'pass'),
        ...firstJudged('chronic-absence', 30),
        ...firstJudged('severe-chronic-absence', 30),
      ],
    ],
  ],
};

const resultUnder = (profile: Profile, grade: GradeLevel, [condition, facts]: Row): Result | undefined =>
  conditionOf(condition, [enrolled(grade), ...facts], { profile, asOf: '2026-06-30' })?.result;

/** Results of the examples of one condition, each in the first grade that it is for. */
const examplesUnder = (profile: Profile, condition: string): string =>
  (published[profile.name] ?? [])
    .flatMap(([[grade = '09'], rows]) => rows.flatMap((row) => (row[0] === condition ? [resultUnder(profile, grade, row)] : [])))
    .join();

const STEPS: Readonly<Record<Condition['measure']['aggregate'], number>> = { ratio: 0.1, count: 1, min: 0.01, mean: 0.1, sum: 0.01 };

/** The rules with one bound a little off, in each way that it can be. */
function* slightlyOff(profile: Profile): Generator<{ readonly condition: string; readonly what: string; readonly changed: Profile }> {
  for (const [at, { name, grades, conditions }] of profile.milestones.entries()) {
    for (const [place, condition] of conditions.entries()) {
      for (const [what, other] of changesOf(condition)) {
        const milestone = { name, grades, conditions: conditions.with(place, other) };
        const changed = { ...profile, milestones: profile.milestones.with(at, milestone) };
        yield { condition: condition.name, what: `${name} ${condition.name} ${what}`, changed };
      }
    }
  }
}

function* changesOf(condition: Condition): Generator<readonly [what: string, condition: Condition]> {
  const { measure, passes, clear } = condition;
  for (const [field, bound] of Object.entries({ passes, ...(clear !== undefined && { clear }) })) {
    for (const changed of boundsBeside(bound, STEPS[measure.aggregate])) {
      yield [`${field} ${changed.value}${changed.inclusive ? ' inclusive' : ''}`, { ...condition, [field]: changed }];
    }
  }
  if (measure.aggregate !== 'ratio') return;
  for (const minimum of [measure.minimum - 1, measure.minimum + 1]) {
    if (minimum > 0) yield [`from ${minimum} days`, { ...condition, measure: { ...measure, minimum } }];
  }
}

function boundsBeside(bound: Bound, step: number): Bound[] {
  const { value } = bound;
  const others =
    typeof value === 'number'
      ? [value - step, value + step]
      : ['ABCDF'.at('ABCDF'.indexOf(value) - 1), 'ABCDF'.at('ABCDF'.indexOf(value) + 1)];
  return [{ ...bound, inclusive: !bound.inclusive }, ...others.map((other) => ({ ...bound, value: other as Bound['value'] }))];
}

describe.each(shippedProfiles.map((profile) => [profile.name, profile] as const))('The bounds of %s', (_, profile) => {
  it.each(published[profile.name] ?? [])('are those that are published, in grades %j', (grades, rows) => {
    for (const grade of grades) {
      expect(rows.map((row) => [row[0], resultUnder(profile, grade, row)])).toEqual(
        rows.map(([condition, , result]) => [condition, result]),
      );
    }
  });

  it('are each held by an example on it, just below or just above: none could be a little off', () => {
    const unnoticed = [...slightlyOff(profile)].filter(({ condition, changed }) => {
      return examplesUnder(changed, condition) === examplesUnder(profile, condition);
    });
    expect(unnoticed.map(({ what }) => what)).toEqual([]);
  });
});
