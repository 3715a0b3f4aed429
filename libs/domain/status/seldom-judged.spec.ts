import { describe, expect, it } from '@jest/globals';
import { affirmative, assessment, attended, days, enrolled, incident, mark, schoolsOf, withdrawn, YEAR } from '#libs/testing';
import type { Condition, Measure, Milestone, Profile } from '../profiles/profile.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { recordResults } from './record-results.js';
import { resultKey } from './result-key.js';

const schools = schoolsOf({ north: [affirmative] });
const attendance: Measure = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 1 };
const math: Measure = { aggregate: 'min', of: 'marks', value: 'letter', where: { subjects: ['math'] } };
const gpa: Measure = { aggregate: 'mean', of: 'marks', value: 'grade-points', where: {} };
const discipline: Measure = { aggregate: 'count', of: 'incidents', where: {} };
const benchmarks: Measure = { aggregate: 'count', of: 'assessments', where: { benchmarkMet: false } };
const lately: Measure = { ...discipline, window: { lastDays: 10 } };

type Rule = Pick<Condition, 'measure'> & Partial<Pick<Condition, 'due'>>;

/** Rules that note which of their conditions are judged: whoever judges one asks for its bound. */
class Watched {
  readonly milestone: Milestone;
  readonly profile: Profile;
  #judged = new Set<string>();

  constructor(rules: Readonly<Record<string, Rule>>) {
    const conditions = Object.entries(rules).map(([name, rule]) => this.#watch(name, rule));
    this.milestone = { name: 'm', grades: ['06'], conditions };
    this.profile = { name: 'p', version: '1', title: '', source: '', milestones: [this.milestone] };
  }

  /** Names of the conditions that were judged since this was asked before. */
  judged(): string[] {
    const names = [...this.#judged].sort();
    this.#judged.clear();
    return names;
  }

  #watch(name: string, rule: Rule): Condition {
    const value = rule.measure.aggregate === 'min' ? 'C' : rule.measure === attendance ? 75 : 2;
    const comparison = rule.measure.of === 'incidents' || rule.measure.of === 'assessments' ? 'at-most' : 'at-least';
    const note = (): unknown => this.#judged.add(name);
    return {
      name,
      sentence: '',
      ...rule,
      get passes() {
        note();
        return { comparison, value, inclusive: true } as const;
      },
    };
  }
}

const fold = (state: StudentYear, ...facts: readonly StudentFact[]): StudentYear => facts.reduce(evolveStudentYear, state);
const yearOf = (...facts: readonly StudentFact[]): StudentYear => fold(emptyStudentYear(YEAR), enrolled('06'), ...facts);
const at = (date: string): number => dayIndex(date, YEAR);

describe('attendance is judged again', () => {
  /** After so many days present and absent: one character for each day that follows, `j` where it was judged. */
  function judging(present: number, absent: number, following: string): string {
    const rules = new Watched({ attendance: { measure: attendance } });
    const state = yearOf(...days(present, absent));
    const context = { schools, profile: rules.profile, asOf: at('2026-06-30') };
    const ask = (): string => (resultKey(state, context) === -1 ? '?' : rules.judged().length > 0 ? 'j' : '-');
    expect(ask()).toBe('j');
    expect(ask()).toBe('-');
    return attended(following, '2026-01-01')
      .map((fact) => (fold(state, fact), ask()))
      .join('');
  }

  it('only when so many days have come that the rate may be across the bound', () => {
    expect(judging(30, 0, 'U'.repeat(10))).toBe('---------j');
    expect(judging(5, 5, 'P'.repeat(10))).toBe('--------jj');
  });

  it('whichever way the days are mixed', () => {
    expect(judging(30, 0, 'PUPUPUPUPUPUPUPUPUPUPU')).toBe('-------------------j--');
    expect(judging(5, 5, 'UPUPUPUPUPUPUPUPUP')).toBe('-----------------j');
  });

  it('when a record is corrected or taken back', () => {
    const rules = new Watched({ attendance: { measure: attendance } });
    const state = yearOf(...days(30, 2));
    const context = { schools, profile: rules.profile, asOf: at('2026-06-30') };
    const isJudgedAfter = (...facts: readonly StudentFact[]): boolean => {
      fold(state, ...facts);
      resultKey(state, context);
      return rules.judged().length > 0;
    };
    expect(isJudgedAfter()).toBe(true);
    expect(isJudgedAfter(...attended('U'))).toBe(true);
    expect(isJudgedAfter(...attended('T', '2025-09-02'))).toBe(false);
    expect(isJudgedAfter(...attended('P'))).toBe(true);
    expect(isJudgedAfter({ type: 'attendance-retracted.v1', data: { date: '2025-09-01' } })).toBe(true);
  });

  it('every time where an undecided day is left out, and as seldom as before afterwards', () => {
    const rules = new Watched({ attendance: { measure: attendance } });
    const state = yearOf(...days(30, 0));
    const judgedAsked = (withoutUndecidedDay: boolean): number => {
      resultKey(state, { schools, profile: rules.profile, asOf: at('2026-06-30'), withoutUndecidedDay });
      return rules.judged().length;
    };
    expect([false, true, true, false].map(judgedAsked)).toEqual([1, 1, 1, 0]);
  });

  it('under other rules, and when the day asked for leaves those between two dates', () => {
    const [rules, others] = [new Watched({ attendance: { measure: attendance } }), new Watched({ attendance: { measure: attendance } })];
    const state = yearOf(...days(30, 0), mark('math', 'A', { termEnd: '2025-11-15' }), withdrawn('2026-03-01'));
    const isJudged = (asOf: string, { profile } = rules): boolean => {
      resultKey(state, { schools, profile, asOf: at(asOf) });
      return rules.judged().length + others.judged().length > 0;
    };
    const asked = ['2025-11-20', '2026-02-28', '2025-11-15', '2025-11-14', '2025-10-05', '2026-03-01', '2026-06-30', '2026-03-01'];
    expect(asked.map((asOf) => isJudged(asOf))).toEqual([true, false, false, true, false, true, false, false]);
    expect(isJudged('2026-06-30', others)).toBe(true);
    expect(isJudged('2026-06-30')).toBe(true);
  });
});

describe('conditions over marks, incidents and benchmark tests are judged again', () => {
  const all = {
    attendance: { measure: attendance },
    benchmarks: { measure: benchmarks },
    discipline: { measure: discipline },
    gpa: { measure: gpa },
    math: { measure: math },
  };
  const over = ['benchmarks', 'discipline', 'gpa', 'math'];
  const given = [mark('math', 'A', { termEnd: '2025-10-01' }), assessment('math', true, { date: '2025-10-01' })];

  /** Which are judged at each step: a fact that is folded, or an as-of day that is asked for from then on. */
  function judgedAt(rules: Watched, facts: readonly StudentFact[], steps: readonly (string | StudentFact)[]): string[] {
    const state = yearOf(...facts);
    let asOf = at('2025-12-01');
    return ['2025-12-01', ...steps].map((step) => {
      if (typeof step === 'string') asOf = at(step);
      else fold(state, step);
      recordResults(state, rules.milestone, asOf);
      return rules.judged().join(' ');
    });
  }

  it('only by what they look at', () => {
    const steps = [
      mark('math', 'B', { termId: 't2', termEnd: '2025-11-20' }),
      mark('ela', 'B', { termEnd: '2025-11-21' }),
      incident('other', { date: '2025-11-22' }),
      assessment('ela', true, { date: '2025-11-23' }),
      ...attended('P', '2025-11-24'),
    ];
    const judged = [over.join(' '), 'gpa math', 'gpa', 'discipline', 'benchmarks', ''];
    expect(judgedAt(new Watched(all), given, steps)).toEqual(judged);
  });

  it('by any of the subjects that they look at', () => {
    const core: Measure = { ...math, where: { subjects: ['ela', 'math'] } };
    const rules = new Watched({ core: { measure: core }, gpa: { measure: gpa } });
    const steps = (['ela', 'science', 'math'] as const).map((subject) => mark(subject, 'B', { termId: 't2', termEnd: '2025-11-20' }));
    expect(judgedAt(rules, given, steps)).toEqual(['core gpa', 'core gpa', 'gpa', 'core gpa']);
  });

  it('also by what is dated later than asked for, but all of them where changes lie on both sides', () => {
    const [early, late] = [incident('other', { date: '2025-11-22' }), incident('other', { incidentId: 'late', date: '2026-02-01' })];
    expect(judgedAt(new Watched(all), given, [late])).toEqual([over.join(' '), 'discipline']);
    expect(judgedAt(new Watched(all), given, [early, late])).toEqual([over.join(' '), 'discipline', 'discipline']);
    const moved = incident('other', { incidentId: 'late', date: '2025-12-01' });
    expect(judgedAt(new Watched(all), given, [late, moved, moved])).toEqual([over.join(' '), 'discipline', over.join(' '), 'discipline']);
  });

  it('all of them when the day asked for passes a date on which something comes in', () => {
    const facts = [
      ...given,
      mark('ela', 'A', { termEnd: '2026-01-10' }),
      incident('other', { date: '2026-02-10' }),
      assessment('ela', false, { date: '2026-03-10' }),
    ];
    const steps = ['2026-01-09', '2026-01-10', '2026-02-09', '2026-02-10', '2026-02-10', '2026-03-09', '2026-03-10', '2026-06-30'];
    const [judged, none] = [over.join(' '), ''];
    expect(judgedAt(new Watched(all), facts, steps)).toEqual([judged, none, judged, none, judged, none, none, judged, none]);
    expect(judgedAt(new Watched(all), given, ['2026-06-30', '2025-10-01', '2025-09-30'])).toEqual([judged, none, none, 'discipline']);
  });

  it('not when a date passes that no condition asks about, nor on any day where nothing has come in', () => {
    const withoutTests = new Watched({ discipline: { measure: discipline } });
    const facts = [mark('math', 'A', { termEnd: '2025-10-01' }), assessment('math', true, { date: '2026-02-02' })];
    expect(judgedAt(withoutTests, facts, ['2025-10-02', '2026-06-30', '2025-10-01'])).toEqual(['discipline', '', '', '']);
    expect(judgedAt(new Watched({ discipline: { measure: discipline } }), [], ['2025-07-01', '2026-06-30'])).toEqual([
      'discipline',
      '',
      '',
    ]);
  });

  it('on the day on which one of them is due, the first of the school year too', () => {
    const rules = new Watched({ discipline: { measure: discipline, due: '07-01' }, gpa: { measure: gpa, due: '02-01' } });
    const steps = ['2026-01-31', '2026-02-01', '2026-06-30', '2025-07-01'];
    expect(judgedAt(rules, [mark('math', 'A', { termEnd: '2025-07-01' })], steps)).toEqual([
      'discipline',
      '',
      'discipline gpa',
      '',
      'discipline',
    ]);
  });

  it('every day where one of them looks at the last days only, and once on a day', () => {
    const rules = new Watched({ gpa: { measure: gpa }, lately: { measure: lately } });
    const [judged, none] = ['gpa lately', ''];
    expect(judgedAt(rules, given, ['2025-12-01', '2025-12-02', '2025-12-01'])).toEqual([judged, none, judged, judged]);
  });
});
