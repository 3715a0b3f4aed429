import { describe, expect, it } from '@jest/globals';
import { decodeStudentYear, encodeStudentYear } from './student-year.codec.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact } from './student-year.state.js';

const facts: StudentFact[] = [
  { type: 'student-enrolled.v1', data: { schoolId: 'north', gradeLevel: '09', entryDate: '2025-09-01' } },
  { type: 'student-withdrawn.v1', data: { schoolId: 'north', exitDate: '2026-03-01', reason: 'transferred' } },
  { type: 'community-joined.v1', data: { communityId: 'harbor', date: '2025-09-01' } },
  { type: 'community-left.v1', data: { communityId: 'harbor', date: '2026-01-01', joinedOn: '2025-09-01' } },
  { type: 'section-joined.v1', data: { schoolId: 'north', sectionId: 's1', date: '2025-09-01' } },
  { type: 'section-joined.v1', data: { schoolId: 'north', sectionId: 's2', date: '2025-09-01' } },
  { type: 'section-left.v1', data: { schoolId: 'north', sectionId: 's1', date: '2025-12-01' } },
  { type: 'section-left.v1', data: { schoolId: 'north', sectionId: 's2', date: '2025-12-01', joinedOn: '2025-09-01' } },
  { type: 'attendance-recorded.v1', data: { schoolId: 'north', sectionId: 's1', date: '2025-07-02', status: 'absent-unexcused' } },
  { type: 'attendance-recorded.v1', data: { schoolId: 'north', date: '2025-07-01', status: 'present' } },
  { type: 'attendance-recorded.v1', data: { schoolId: 'north', date: '2025-07-03', status: 'tardy' } },
  { type: 'attendance-recorded.v1', data: { schoolId: 'north', date: '2025-07-04', status: 'early-departure' } },
  { type: 'attendance-recorded.v1', data: { schoolId: 'north', date: '2025-07-05', status: 'absent-excused' } },
  {
    type: 'grade-posted.v1',
    data: {
      schoolId: 'north',
      courseId: 'c',
      subject: 'ela',
      termId: 't',
      termKind: 'year',
      termEnd: '2026-06-01',
      letter: 'b+',
      final: true,
    },
  },
  {
    type: 'grade-posted.v1',
    data: {
      schoolId: 'north',
      courseId: 'c',
      subject: 'ela',
      termId: 't',
      termKind: 'year',
      termEnd: '2026-06-01',
      origin: 'transcript',
      letter: 'P',
      percent: 80,
      creditsAttempted: 1,
      creditsEarned: 0.5,
      summer: true,
      final: false,
    },
  },
  {
    type: 'behavior-recorded.v1',
    data: { schoolId: 'north', incidentId: 'i', date: '2025-10-01', category: 'other', actions: [{ kind: 'removal', days: 1 }] },
  },
  { type: 'assessment-recorded.v1', data: { assessmentId: 'a', subject: 'math', date: '2025-10-01', benchmarkMet: true } },
];

const full = (): ReturnType<typeof emptyStudentYear> => facts.reduce(evolveStudentYear, emptyStudentYear(2026));

describe('the stored form of a student-year', () => {
  it('brings every part back after a way through JSON text', () => {
    const state = full();
    const decoded = decodeStudentYear(JSON.parse(JSON.stringify(encodeStudentYear(state))));
    const bare = ({ derived: _, ...kept }: typeof state): object => kept;
    expect(bare(decoded)).toEqual(bare(state));
    const { latestRecord } = state.derived;
    expect(latestRecord).toBe(4);
    expect(decoded.derived).toMatchObject({ latestRecord });
  });

  it('writes one character a day, without trailing blanks', () => {
    const encoded = encodeStudentYear(full());
    expect(encoded.days).toBe('P TEA');
    expect(encoded.sections?.[0]?.days).toBe(' U');
  });

  it('leaves out what is empty', () => {
    expect(encodeStudentYear(emptyStudentYear(2026))).toEqual({ year: 2026 });
    expect(decodeStudentYear({ year: 2026 }).derived.latestRecord).toBe(-1);
    const { sections, marks } = encodeStudentYear(full());
    expect(sections?.[1]).toEqual({ sectionId: 's2', joined: ['2025-09-01'], left: [['2025-12-01', '2025-09-01']] });
    const course = { courseId: 'c', termId: 't', subject: 'ela', date: '2026-06-01' };
    expect(marks).toEqual([
      { ...course, final: true, letter: 'B+' },
      { ...course, transcript: true, summer: true, percent: 80, creditsAttempted: 1, creditsEarned: 0.5 },
    ]);
    const state = emptyStudentYear(2026);
    evolveStudentYear(state, { type: 'attendance-recorded.v1', data: { schoolId: 'n', date: '2025-07-01', status: 'present' } });
    evolveStudentYear(state, { type: 'attendance-retracted.v1', data: { date: '2025-07-01' } });
    expect(encodeStudentYear(state)).toEqual({ year: 2026 });
  });

  it('finds a retracted mark, enrolment and membership again after decoding', () => {
    const state = decodeStudentYear(encodeStudentYear(full()));
    evolveStudentYear(state, { type: 'grade-retracted.v1', data: { courseId: 'c', termId: 't', origin: 'transcript' } });
    evolveStudentYear(state, { type: 'grade-retracted.v1', data: { courseId: 'c', termId: 't' } });
    evolveStudentYear(state, { type: 'enrollment-retracted.v1', data: { schoolId: 'north', entryDate: '2025-09-01' } });
    evolveStudentYear(state, { type: 'withdrawal-retracted.v1', data: { schoolId: 'north', exitDate: '2026-03-01' } });
    evolveStudentYear(state, { type: 'community-membership-retracted.v1', data: { communityId: 'harbor', date: '2025-09-01' } });
    evolveStudentYear(state, { type: 'community-leaving-retracted.v1', data: { communityId: 'harbor', date: '2026-01-01' } });
    const { year, sections, days, incidents, assessments } = encodeStudentYear(full());
    expect(encodeStudentYear(state)).toEqual({ year, sections, days, incidents, assessments });
  });
});
