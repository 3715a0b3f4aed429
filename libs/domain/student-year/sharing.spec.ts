import { describe, expect, it } from '@jest/globals';
import type { StudentFacts } from '../facts/facts.js';
import { enrolmentSpans, membershipSpans } from './spans.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from './student-year.state.js';

const enrolled = (gradeLevel: '08' | '09', entryDate = '2025-09-01'): StudentFact => ({
  type: 'student-enrolled.v1',
  data: { schoolId: 'north', gradeLevel, entryDate },
});
const joined: StudentFact = { type: 'community-joined.v1', data: { communityId: 'harbor', date: '2025-09-01' } };
const left: StudentFact = { type: 'community-left.v1', data: { communityId: 'harbor', date: '2026-01-05' } };
const inSection = (date: string): StudentFact => ({ type: 'section-joined.v1', data: { schoolId: 'north', sectionId: 'art', date } });
const leftSection = (date: string, joinedOn?: string): StudentFact => ({
  type: 'section-left.v1',
  data: { schoolId: 'north', sectionId: 'art', date, ...(joinedOn === undefined ? {} : { joinedOn }) },
});
const absent = (date: string): StudentFact => ({
  type: 'attendance-recorded.v1',
  data: { schoolId: 'north', sectionId: 'art', date, status: 'absent-excused' },
});

/** Facts are read anew for each student, as from a log. */
function folded(facts: readonly StudentFact[], year = 2026): StudentYear {
  return facts.map((fact) => structuredClone(fact)).reduce(evolveStudentYear, emptyStudentYear(year));
}

/** The one assessment of a student, this one but for what is named. */
function assessed(other: Partial<StudentFacts['assessment-recorded']>): StudentYear['assessments'][number] | undefined {
  const data = { assessmentId: 'spring', subject: 'ela', date: '2026-03-02', benchmarkMet: true, ...other } as const;
  return folded([{ type: 'assessment-recorded.v1', data }]).assessments[0];
}

describe('what is the same of many students stands once', () => {
  it('is where they belong, with the spans that follow', () => {
    const [one, same] = [folded([enrolled('09'), joined]), folded([enrolled('09'), joined])];
    expect(enrolmentSpans(one)).toBe(enrolmentSpans(same));
    expect(membershipSpans(one)).toBe(membershipSpans(same));
    expect(one.roster).toBe(same.roster);
  });

  it.each([
    ['another grade', [enrolled('08'), joined], 2026],
    ['another entry', [enrolled('09', '2025-09-02'), joined], 2026],
    ['another year', [enrolled('09'), joined], 2025],
    ['no community', [enrolled('09')], 2026],
    ['a community that was left', [enrolled('09'), joined, left], 2026],
  ])('is not shared with %s', (_, facts, year) => {
    expect(folded(facts, year).roster).not.toEqual(folded([enrolled('09'), joined]).roster);
  });

  it('changes of one student alone when something is said of that one', () => {
    const [one, other] = [folded([enrolled('09'), joined]), folded([enrolled('09'), joined])];
    evolveStudentYear(one, structuredClone(left));
    expect(membershipSpans(one)[0]?.to).toBeLessThan(membershipSpans(other)[0]?.to ?? 0);
    evolveStudentYear(one, { type: 'community-leaving-retracted.v1', data: { communityId: 'harbor', date: '2026-01-05' } });
    expect(one.roster).toBe(other.roster);
  });

  it('is when they are known to attend a section', () => {
    const [one, same, later, before] = [
      folded([inSection('2025-09-01')]),
      folded([inSection('2025-09-01')]),
      folded([inSection('2025-09-02')]),
      folded([inSection('2025-09-01')], 2025),
    ];
    expect(one.sections[0]).toBe(same.sections[0]);
    expect(later.sections[0]?.spans).not.toEqual(one.sections[0]?.spans);
    expect([one, before].map(({ sections }) => sections[0])).toMatchObject([
      { year: 2026, spans: [{ from: 62, to: 365 }] },
      { year: 2025, spans: [{ from: 427, to: 365 }] },
    ]);
  });

  it('is when they left a section, and which joining that ended', () => {
    const until = (date: string, joinedOn?: string): StudentYear['sections'][number] | undefined =>
      folded([inSection('2025-09-01'), leftSection(date, joinedOn)]).sections[0];
    const one = until('2026-01-05');
    expect(one).toBe(until('2026-01-05'));
    expect(until('2026-01-06')).toMatchObject({ left: [{ date: '2026-01-06' }] });
    expect(until('2026-01-05', '2025-09-01')).toMatchObject({ left: [{ date: '2026-01-05', joinedOn: '2025-09-01' }] });
    expect(one?.left).toEqual([{ date: '2026-01-05', joinedOn: undefined }]);
  });

  // What is shared is remembered: only what never came before is kept.
  let turn = 0;
  it('is an assessment of the same day, subject and outcome', () => {
    const assessmentId = `spring ${turn++}`;
    const one = assessed({ assessmentId });
    expect(one).toEqual({ assessmentId, subject: 'ela', date: '2026-03-02', benchmarkMet: true });
    expect(assessed({ assessmentId })).toBe(one);
    for (const other of [{ assessmentId: 'fall' }, { subject: 'math' }, { date: '2026-03-03' }, { benchmarkMet: false }] as const) {
      expect(assessed({ assessmentId, ...other })).toEqual({ ...one, ...other });
    }
  });

  it('leaves room for the sections of days that have a record, sixteen days at a time', () => {
    const days = Array.from({ length: 17 }, (_, day) => absent(`2025-09-${String(day + 1).padStart(2, '0')}`));
    const bytes = (count: number, more: readonly StudentFact[] = []): number =>
      folded([inSection('2025-09-01'), ...more, ...days.slice(0, count)]).sectionDays.length;
    expect([0, 1, 16, 17].map((count) => bytes(count))).toEqual([0, 48, 48, 96]);
    const music: StudentFact = { type: 'section-joined.v1', data: { schoolId: 'north', sectionId: 'music', date: '2025-09-01' } };
    expect([0, 1, 16, 17].map((count) => bytes(count, [music]))).toEqual([0, 64, 64, 128]);
  });
});
