import { describe, expect, it } from '@jest/globals';
import { attended, calendar, conditionOf, datesFrom, days, enrolled, FIRST_DAY, incident, mark, rowOf, submitted } from '#libs/testing';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import type { Profile } from '../profiles/profile.js';

const passing = [mark('ela', 'C'), mark('math', 'C')];
const onTrack6 = [enrolled('06'), ...days(96, 4), ...passing];

describe('the ten decisions', () => {
  it('1. Conditions are a conjunction: one that fails is enough to be off track', () => {
    const good = [enrolled('08'), ...days(100, 0), mark('ela', 'B'), mark('math', 'B')];
    expect(rowOf(good)?.status).toBe('on-track');
    expect(rowOf([...good, incident('expulsion')])?.status).toBe('off-track');
    expect(rowOf([...good, mark('math', 'D'), mark('science', 'A'), mark('other', 'A')])).toMatchObject({
      status: 'off-track',
      conditions: [
        { result: 'pass' },
        { name: 'gpa', value: 3, result: 'pass' },
        { result: 'pass' },
        { name: 'math', result: 'fail' },
        { result: 'pass' },
      ],
    });
    expect(rowOf([enrolled('08'), ...days(95, 5), mark('ela', 'B'), mark('math', 'B')])?.status).toBe('off-track');
  });

  it('2. Every threshold says whether it is inclusive: exactly 90.0 % is on track for grade 6', () => {
    expect(conditionOf('attendance', [enrolled('06'), ...days(90, 10)])).toMatchObject({ value: 90, result: 'caution' });
    expect(rowOf([enrolled('06'), ...days(90, 10), ...passing])?.status).toBe('at-risk');
    const exclusive = structuredClone(shippedProfile('ew-framework')) as Profile;
    const strict = JSON.parse(JSON.stringify(exclusive).replaceAll('"inclusive":true', '"inclusive":false')) as Profile;
    expect(conditionOf('attendance', [enrolled('06'), ...days(90, 10)], { profile: strict })?.result).toBe('fail');
    expect(conditionOf('attendance', [enrolled('06'), ...days(91, 10)], { profile: strict })?.result).toBe('caution');
  });

  it('3. Rates are compared as exact ratios and the at-risk band is [90, 96)', () => {
    const result = (present: number, absent: number): unknown => conditionOf('attendance', [enrolled('06'), ...days(present, absent)]);
    expect(result(242, 27)).toMatchObject({ value: 89.96, result: 'fail' });
    expect(result(197, 22)).toMatchObject({ value: 89.95, result: 'fail' });
    expect(result(45, 5)).toMatchObject({ value: 90, result: 'caution' });
    expect(result(239, 10)).toMatchObject({ value: 95.98, result: 'caution' });
    expect(result(48, 2)).toMatchObject({ value: 96, result: 'pass' });
  });

  it('4. Under 30 enrolled days, or without a needed mark, data is insufficient; a failing condition is off track whatever is missing', () => {
    expect(rowOf([enrolled('06'), ...days(29, 0), ...passing])?.status).toBe('insufficient-data');
    expect(rowOf([enrolled('06'), ...days(30, 0), ...passing])?.status).toBe('on-track');
    expect(conditionOf('attendance', [enrolled('06'), ...days(0, 29)])).toMatchObject({ value: 0, result: 'insufficient-data' });
    expect(rowOf([enrolled('06'), ...days(30, 0), mark('ela', 'C')])?.status).toBe('insufficient-data');
    expect(rowOf([enrolled('06'), ...days(30, 0), mark('ela', 'F')])?.status).toBe('off-track');
    expect(rowOf([enrolled('06'), incident('in-school-suspension')])?.status).toBe('off-track');
  });

  it('5. Passing includes D for grade 6 and ends at C for grades 8 and 9', () => {
    expect(conditionOf('ela', [enrolled('06'), mark('ela', 'D-')])).toMatchObject({ value: 'D-', threshold: 'D', result: 'pass' });
    expect(conditionOf('ela', [enrolled('06'), mark('ela', 'F')])?.result).toBe('fail');
    for (const grade of ['08', '09'] as const) {
      expect(conditionOf('math', [enrolled(grade), mark('math', 'C-')])).toMatchObject({ threshold: 'C', result: 'pass' });
      expect(conditionOf('math', [enrolled(grade), mark('math', 'D+')])?.result).toBe('fail');
    }
  });

  it('6. Exclusionary are in-school and out-of-school suspension and expulsion; removal, restraint and seclusion are not', () => {
    for (const kind of ['in-school-suspension', 'out-of-school-suspension', 'expulsion'] as const) {
      expect(conditionOf('discipline', [enrolled('06'), incident(kind)])).toMatchObject({ value: 1, threshold: 0, result: 'fail' });
    }
    for (const kind of ['removal', 'restraint', 'seclusion', 'other', 'none'] as const) {
      expect(conditionOf('discipline', [enrolled('06'), incident(kind)])).toMatchObject({ value: 0, result: 'pass' });
    }
    const both = incident('other', { actions: [{ kind: 'removal' }, { kind: 'expulsion' }, { kind: 'in-school-suspension', days: 2 }] });
    expect(conditionOf('discipline', [enrolled('06'), both])).toMatchObject({ value: 1, result: 'fail' });
  });

  it('7. An absence counts, excused or not', () => {
    const excused = conditionOf('attendance', [enrolled('06'), ...attended('P'.repeat(27) + 'AAA')]);
    const unexcused = conditionOf('attendance', [enrolled('06'), ...attended('P'.repeat(27) + 'UUU')]);
    expect(excused).toMatchObject({ present: 27, enrolled: 30, value: 90 });
    expect(unexcused).toEqual(excused);
  });

  it('8. A whole-day record wins over section records; without one, half of the sections missed is an absence', () => {
    const sections = [attended('U', FIRST_DAY, 's1'), attended('U', FIRST_DAY, 's2')].flat();
    const present = (facts: typeof sections): unknown => conditionOf('attendance', [enrolled('06'), ...facts])?.present;
    expect(present(sections)).toBe(0);
    expect(present([...sections, ...attended('P')])).toBe(1);
    expect(present([...attended('P'), ...sections])).toBe(1);
    expect(present([...attended('P', FIRST_DAY, 's1'), ...attended('P', FIRST_DAY, 's2'), ...attended('U')])).toBe(0);
  });

  it('9. Tardy and early departure are present, unless the profile says how many tardies make an absence', () => {
    const facts = [enrolled('06'), ...attended('T'.repeat(20) + 'E'.repeat(10))];
    expect(conditionOf('attendance', facts)).toMatchObject({ present: 30, enrolled: 30 });
    const text = JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', '"minimum":30,"tardiesPerAbsence":3');
    expect(conditionOf('attendance', facts, { profile: JSON.parse(text) as Profile })).toMatchObject({
      present: 24,
      enrolled: 30,
      value: 80,
    });
  });

  it('10. In an exception-only school a day counts as present only after the school has submitted it', () => {
    const instructional = datesFrom(FIRST_DAY, 40);
    const school = (count: number): { schools: { north: ReturnType<typeof submitted> } } => ({
      schools: { north: [calendar('exception-only', instructional), ...submitted(...instructional.slice(0, count))] },
    });
    const facts = [enrolled('06'), ...passing];
    expect(conditionOf('attendance', facts, school(0))).toMatchObject({
      present: 0,
      enrolled: 0,
      value: null,
      result: 'insufficient-data',
    });
    expect(conditionOf('attendance', facts, school(29))).toMatchObject({ present: 29, enrolled: 29, result: 'insufficient-data' });
    expect(rowOf(facts, school(30))?.status).toBe('on-track');
  });

  it('takes the worst result: off-track, insufficient-data, at-risk, on-track', () => {
    expect(rowOf(onTrack6)?.status).toBe('on-track');
    expect(rowOf([enrolled('06'), ...days(95, 5), ...passing])?.status).toBe('at-risk');
    expect(rowOf([enrolled('06'), ...days(95, 5), mark('ela', 'C')])?.status).toBe('insufficient-data');
    expect(rowOf([enrolled('06'), ...days(89, 11), mark('ela', 'C')])?.status).toBe('off-track');
  });
});
