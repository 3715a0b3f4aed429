import { describe, expect, it } from '@jest/globals';
import { conditionOf, enrolled, incident, mark, percentMark } from '#libs/testing';
import { letterOf, letters, markOf, rankOf } from '../student-year/marks.js';
import type { StudentFact } from '../student-year/student-year.state.js';

const value = (condition: string, facts: StudentFact[], asOf = '2026-06-30'): unknown =>
  conditionOf(condition, [enrolled('08'), ...facts], { asOf })?.value;

/** Both orders of arrival, for nothing but the marks themselves may decide. */
const ela = (a: StudentFact, b: StudentFact, asOf?: string): unknown[] => [value('ela', [a, b], asOf), value('ela', [b, a], asOf)];

describe('rule 23: the current mark of a course', () => {
  const q1 = (letter: string, over = {}): StudentFact => mark('ela', letter, { termId: 'q1', termEnd: '2025-11-15', ...over });
  const q2 = (letter: string, over = {}): StudentFact => mark('ela', letter, { termId: 'q2', termEnd: '2026-01-30', ...over });

  it('is the one with the latest term end, however good the earlier one was', () => {
    expect(ela(q1('F', { final: true, origin: 'transcript' }), q2('A'))).toEqual(['A', 'A']);
    expect(ela(q1('A', { final: true }), q2('F'))).toEqual(['F', 'F']);
  });

  it('counts up to the as-of day, which is included', () => {
    expect(ela(q1('A'), q2('F'), '2026-01-29')).toEqual(['A', 'A']);
    expect(ela(q1('A'), q2('F'), '2026-01-30')).toEqual(['F', 'F']);
    expect(ela(q1('A'), q2('F'), '2025-11-14')).toEqual([null, null]);
  });

  it('is of one day the final, then the transcript, then the lower, then that of the smaller term id', () => {
    const same = { termEnd: '2025-11-15' };
    expect(ela(q1('A', { final: true }), q2('F', { ...same, origin: 'transcript' }))).toEqual(['A', 'A']);
    expect(ela(q1('A', { origin: 'transcript' }), q2('F', same))).toEqual(['A', 'A']);
    expect(ela(q1('A'), q2('A-', same))).toEqual(['A-', 'A-']);
    const heavy = [q1('A', { creditsAttempted: 3 }), q2('A', { ...same, creditsAttempted: 1 }), mark('math', 'F')];
    expect(value('gpa', heavy)).toBe(3);
    expect(value('gpa', heavy.toReversed())).toBe(3);
  });

  it('keeps every course apart: the lowest of the subject shows', () => {
    expect(ela(q1('B', { courseId: 'reading' }), q2('A', { courseId: 'writing' }))).toEqual(['B', 'B']);
  });

  it('is the course’s, whatever subject a mark gives it', () => {
    expect(ela(q1('F'), q2('A', { subject: 'other' }))).toEqual([null, null]);
  });

  it('never is a record that is no mark', () => {
    expect(ela(q1('C'), q2('P'))).toEqual(['C', 'C']);
  });
});

describe('rule 28: a mark counts from its mark date', () => {
  it('which is the term’s end unless the record says otherwise', () => {
    const early = mark('ela', 'F', { markedOn: '2025-10-01' });
    expect(value('ela', [early], '2025-09-30')).toBeNull();
    expect(value('ela', [early], '2025-10-01')).toBe('F');
    expect(ela(early, mark('ela', 'B', { termId: 'p', termEnd: '2025-10-02' }))).toEqual(['B', 'B']);
  });
});

describe('rule 31: the order of marks', () => {
  it('is strict: an A is lower than an A+, though both are worth 4.0', () => {
    expect(letters.join(' ')).toBe('A+ A A- B+ B B- C+ C C- D+ D D- F');
    letters.slice(1).forEach((lower, index) => {
      const higher = letters[index] ?? '';
      expect(ela(mark('ela', higher), mark('ela', lower, { termId: 't2' }))).toEqual([lower, lower]);
      expect(ela(mark('ela', higher), mark('ela', lower, { courseId: 'c2' }))).toEqual([lower, lower]);
    });
    expect(value('gpa', [mark('ela', 'A+'), mark('math', 'A')])).toBe(4);
  });
});

describe('rule 17: letters', () => {
  it('are A to D and F with + or -, in any case; any other is no mark', () => {
    for (const letter of letters) expect(letterOf(letter.toLowerCase(), undefined)).toBe(letter);
    expect(['F+', 'f-', ' b+ '].map((text) => letterOf(text, undefined))).toEqual(['F', 'F', 'B+']);
    const others = ['P', 'E', 'E+', 'A++', 'AB', '', '95', 'A+-', 'FF', 'FF+', 'F+-'];
    expect(others.map((text) => letterOf(text, 95))).toEqual(others.map(() => null));
  });

  it('come from the percent where there is none: 90, 80, 70, 60', () => {
    expect([100, 90, 89.99, 80, 79.99, 70, 69.99, 60, 59.99, 0].map((percent) => letterOf(undefined, percent))).toEqual([...'AABBCCDDFF']);
    expect(letterOf(undefined, undefined)).toBeNull();
    expect(value('ela', [percentMark('ela', 69.99)])).toBe('D');
  });

  it('leave the rank of no mark below every letter', () => {
    expect([null, ...letters].map(rankOf)).toEqual([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const posted = {
      schoolId: 'n',
      courseId: 'c',
      subject: 'ela',
      termId: 't',
      termKind: 'year',
      termEnd: '2026-01-01',
      final: true,
    } as const;
    expect(markOf({ ...posted, letter: 'P' }, 2026)).toMatchObject({
      letter: null,
      rank: -1,
      day: 184,
      transcript: false,
      summer: false,
    });
    expect(markOf({ ...posted, letter: 'a+' }, 2026)).toMatchObject({ letter: 'A+', rank: 0 });
  });
});

describe('rule 24: gpa', () => {
  it('gives each letter its points', () => {
    const points = letters.map((letter) => value('gpa', [mark('ela', letter)]));
    expect(points).toEqual([4, 4, 3.7, 3.3, 3, 2.7, 2.3, 2, 1.7, 1.3, 1, 0.7, 0]);
  });

  it('weighs by credits attempted, 1 where none are given, and is compared exactly', () => {
    expect(value('gpa', [mark('ela', 'A', { creditsAttempted: 0.25 }), mark('math', 'F')])).toBe(0.8);
    const below = [mark('ela', 'A', { creditsAttempted: 0.6249 }), mark('math', 'F', { creditsAttempted: 0.3751 })];
    expect(conditionOf('gpa', [enrolled('08'), ...below])).toMatchObject({ value: 2.5, result: 'fail' });
    const exact = [mark('ela', 'A', { creditsAttempted: 0.625 }), mark('math', 'F', { creditsAttempted: 0.375 })];
    expect(conditionOf('gpa', [enrolled('08'), ...exact])).toMatchObject({ value: 2.5, result: 'pass' });
    const thirds = [
      mark('ela', 'A', { creditsAttempted: 0.1 }),
      mark('math', 'B', { creditsAttempted: 0.2 }),
      mark('other', 'C', { creditsAttempted: 0.1 }),
    ];
    expect(conditionOf('gpa', [enrolled('09'), ...thirds])).toMatchObject({ value: 3, result: 'pass' });
  });

  it('is unknown without a mark, or where no credit was attempted', () => {
    expect(value('gpa', [])).toBeNull();
    expect(value('gpa', [mark('ela', 'A', { creditsAttempted: 0 })])).toBeNull();
  });
});

describe('rule 24: discipline', () => {
  it('counts incidents dated up to the as-of day', () => {
    const facts = [incident('expulsion'), incident('out-of-school-suspension', { incidentId: 'i2', date: '2025-10-20' })];
    expect(value('discipline', facts, '2025-10-09')).toBe(0);
    expect(value('discipline', facts, '2025-10-10')).toBe(1);
    expect(value('discipline', facts, '2025-10-20')).toBe(2);
  });
});

describe('rule 24: core-failures', () => {
  const failures = (...facts: StudentFact[]): unknown => conditionOf('core-failures', [enrolled('10'), ...facts]);
  const final = { final: true } as const;

  it('are final Fs in ela, math, science and social science; one is allowed', () => {
    expect(failures(mark('ela', 'F', final))).toMatchObject({ value: 1, threshold: 1, result: 'pass' });
    expect(failures(mark('ela', 'F', final), mark('math', 'F', final))).toMatchObject({ value: 2, result: 'fail' });
    expect(failures(mark('science', 'F', final), mark('social-science', 'F', final), mark('other', 'F', final))).toMatchObject({
      value: 2,
    });
    expect(failures(mark('ela', 'D-', final), mark('math', 'F'))).toMatchObject({ value: 0, result: 'pass' });
  });

  it('go by subject, whatever a record says of core', () => {
    expect(failures(mark('other', 'F', { final: true, core: true }), mark('ela', 'F', { final: true, core: false }))).toMatchObject({
      value: 1,
    });
  });

  it('leave summer terms out', () => {
    expect(failures(mark('ela', 'F', { final: true, summer: true }), mark('math', 'B', final))).toMatchObject({ value: 0 });
  });

  it('are one per course and term end: of a transcript before a grade, then the lower', () => {
    const transcript = mark('ela', 'F', { final: true, origin: 'transcript' });
    expect(failures(mark('ela', 'F', final), transcript)).toMatchObject({ value: 1 });
    expect(failures(mark('ela', 'F', final), mark('ela', 'B', { final: true, origin: 'transcript' }))).toMatchObject({ value: 0 });
    expect(failures(mark('ela', 'B', final), mark('ela', 'F', { final: true, termId: 't0' }))).toMatchObject({ value: 1 });
    expect(failures(mark('ela', 'F', final), mark('ela', 'F', { final: true, termId: 't2', termEnd: '2026-01-30' }))).toMatchObject({
      value: 2,
    });
  });

  it('are unknown where no such mark is posted', () => {
    expect(failures()).toMatchObject({ value: null, result: 'insufficient-data' });
    expect(failures(mark('ela', 'F'), mark('other', 'F', final), mark('math', 'F', { final: true, summer: true }))).toMatchObject({
      value: null,
      result: 'insufficient-data',
    });
  });
});
