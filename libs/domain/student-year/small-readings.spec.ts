import { describe, expect, it } from '@jest/globals';
import { attended, conditionOf, days, enrolled, mark, rowOf, withdrawn, YEAR } from '#libs/testing';
import { dayIndex } from '../time/school-date.js';
import { isEnrolledOn, unplacedDates } from './placement.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact } from './student-year.state.js';

const countedDays = (facts: StudentFact[]): number | undefined => conditionOf('attendance', facts)?.enrolled;
const retracted = (entryDate: string): StudentFact => ({ type: 'enrollment-retracted.v1', data: { schoolId: 'north', entryDate } });

describe('the small readings of enrolment', () => {
  it('an exit on the entry day leaves no enrolled day, but the row', () => {
    const facts = [enrolled('05'), withdrawn('2025-09-01'), ...attended('PPP')];
    expect(countedDays(facts)).toBe(0);
    expect(rowOf(facts)).toMatchObject({ schoolId: 'north', gradeLevel: '05' });
  });

  it('a re-entry on an exit day stands', () => {
    const facts = [enrolled('05'), withdrawn('2025-09-03'), enrolled('05', { entryDate: '2025-09-03' }), ...attended('PPPPP')];
    expect(countedDays(facts)).toBe(5);
    expect(countedDays(facts.toReversed())).toBe(5);
  });

  it('an exit ends the enrolment it names, else the latest one of that school that began before it', () => {
    const twice = [enrolled('05'), enrolled('05', { entryDate: '2025-09-03' }), ...attended('PPPPP')];
    expect(countedDays([...twice, withdrawn('2025-09-05')])).toBe(5);
    expect(countedDays([...twice, withdrawn('2025-09-05', { entryDate: '2025-09-01' })])).toBe(5);
    expect(countedDays([...twice, withdrawn('2025-09-02', { entryDate: '2025-09-01' })])).toBe(4);
    expect(countedDays([...twice, withdrawn('2025-09-02', { schoolId: 'south' })])).toBe(5);
  });

  it('a reason of expelled is no discipline record', () => {
    expect(conditionOf('discipline', [enrolled('06'), withdrawn('2025-10-01', { reason: 'expelled' })])).toMatchObject({
      value: 0,
      result: 'pass',
    });
  });

  it('an exit on the July 1 after the year leaves all of June', () => {
    const facts = [enrolled('05'), withdrawn('2026-07-01'), ...attended('PPP', '2026-06-28')];
    expect(countedDays(facts)).toBe(3);
    expect(countedDays([enrolled('05'), withdrawn('2026-06-30'), ...attended('PPP', '2026-06-28')])).toBe(2);
  });

  it('a retracted enrolment leaves no row, a retracted exit lets the enrolment run on', () => {
    expect(rowOf([enrolled('05'), ...days(3, 0), retracted('2025-09-01')])).toBeNull();
    const undone: StudentFact = { type: 'withdrawal-retracted.v1', data: { schoolId: 'north', exitDate: '2025-09-02' } };
    expect(countedDays([enrolled('05'), withdrawn('2025-09-02'), ...attended('PPP'), undone])).toBe(3);
  });

  it('a corrected grade level is that of the whole enrolment', () => {
    expect(rowOf([enrolled('05'), enrolled('06')])).toMatchObject({ gradeLevel: '06', milestone: 'grade-6' });
  });
});

describe('the small readings of membership and placement', () => {
  const joined: StudentFact = { type: 'community-joined.v1', data: { communityId: 'harbor', date: '2025-09-01' } };

  it('a withdrawn student keeps membership and row', () => {
    expect(rowOf([enrolled('05'), joined, withdrawn('2025-10-01')])).toMatchObject({ communityId: 'harbor', schoolId: 'north' });
  });

  it('a membership ends with what it names, and a retracted leaving lets it run on', () => {
    const left: StudentFact = { type: 'community-left.v1', data: { communityId: 'harbor', date: '2025-10-01', joinedOn: '2025-09-01' } };
    const other: StudentFact = { type: 'community-left.v1', data: { communityId: 'tide', date: '2025-10-01' } };
    const back: StudentFact = { type: 'community-leaving-retracted.v1', data: { communityId: 'harbor', date: '2025-10-01' } };
    const out: StudentFact = { type: 'community-membership-retracted.v1', data: { communityId: 'harbor', date: '2025-09-01' } };
    const community = (...facts: StudentFact[]): unknown => rowOf([enrolled('05'), joined, ...facts])?.communityId;
    expect(community(left)).toBeNull();
    expect(community(other)).toBe('harbor');
    expect(community(left, back)).toBe('harbor');
    expect(community(out)).toBeNull();
  });

  it('a membership ends with its school year', () => {
    expect(rowOf([enrolled('05'), joined], { asOf: '2026-06-30' })?.communityId).toBe('harbor');
    expect(rowOf([enrolled('05'), joined], { asOf: '2026-07-01' })?.communityId).toBeNull();
  });

  it('marks count with an enrolment in the year, whenever it began', () => {
    expect(conditionOf('ela', [enrolled('06', { entryDate: '2026-01-10' }), mark('ela', 'B', { termEnd: '2025-11-15' })])).toMatchObject({
      value: 'B',
    });
  });

  it('a record on a day without enrolment is held, and counts as soon as the enrolment arrives', () => {
    const held = [...attended('P', '2025-08-29'), ...attended('U', '2025-08-30', 's1'), ...attended('PP')];
    const state = [enrolled('05'), ...held].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    expect(unplacedDates(state)).toEqual(['2025-08-29', '2025-08-30']);
    expect([isEnrolledOn(state, dayIndex('2025-08-31', YEAR)), isEnrolledOn(state, dayIndex('2025-09-01', YEAR))]).toEqual([false, true]);
    expect(countedDays([enrolled('05'), ...held])).toBe(2);
    evolveStudentYear(state, enrolled('05', { entryDate: '2025-08-29' }));
    expect(unplacedDates(state)).toEqual([]);
    expect(countedDays([...held, enrolled('05', { entryDate: '2025-08-29' })])).toBe(4);
  });
});
