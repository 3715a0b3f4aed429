import { describe, expect, it } from '@jest/globals';
import { isOverYears, looksBack, milestoneOf, type Condition, type Measure, type Milestone, type Profile } from './profile.js';

const present: Measure = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 30 };
const credits = (years?: 'all'): Measure => ({
  aggregate: 'sum',
  of: 'marks',
  value: 'credits-earned',
  where: { final: true },
  ...(years && { years }),
});

function condition(name: string, over: Partial<Condition> = {}): Condition {
  return { name, sentence: name, measure: present, passes: { comparison: 'at-least', value: 90, inclusive: true }, ...over };
}

function rules(...milestones: Milestone[]): Profile {
  return { name: 'ours', version: '1', title: 'Ours', source: 'The board', milestones };
}

describe('the milestone of a grade', () => {
  const shared = (): Milestone => ({ name: 'early', grades: ['01', '02'], conditions: [condition('attendance')] });
  const mixed = (): Milestone => ({
    name: 'middle',
    grades: ['03', '04'],
    conditions: [condition('attendance'), condition('reading', { grades: ['03'] })],
  });

  it('is the one that names it, found again as the same object', () => {
    const [early, middle] = [shared(), mixed()];
    const profile = rules(early, middle);
    expect(milestoneOf(profile, '01')).toBe(early);
    expect(milestoneOf(profile, '02')).toBe(early);
    expect(milestoneOf(profile, '04')).toBe(milestoneOf(profile, '04'));
    expect(milestoneOf(profile, '09')).toBeNull();
  });

  it('has the conditions that are asked for in that grade', () => {
    const middle = mixed();
    const profile = rules(shared(), middle);
    expect(milestoneOf(profile, '03')).toBe(middle);
    expect(milestoneOf(profile, '04')).toEqual({ ...middle, conditions: [condition('attendance')] });
  });
});

describe('rules look back', () => {
  const of = (measure: Measure): Milestone => ({
    name: 'any',
    grades: ['10'],
    conditions: [condition('attendance'), condition('x', { measure })],
  });

  it.each([
    ['where one condition of one milestone is over all school years', true, [of(present), of(credits('all'))]],
    ['not where credits are those of the year', false, [of(credits())]],
    ['not where none is over credits', false, [of(present)]],
  ])('%s', (_what, looks, milestones) => {
    const profile = rules(...milestones);
    expect(looksBack(profile)).toBe(looks);
    expect(looksBack(profile)).toBe(looks);
  });

  it('not where there are none', () => {
    expect(looksBack(null)).toBe(false);
  });

  it.each([
    [credits('all'), true],
    [credits(), false],
    [present, false],
    [{ ...present, years: 'all' } as Measure, false],
  ])('by a measure %j: %s', (measure, over) => {
    expect(isOverYears(measure)).toBe(over);
  });
});
