import { describe, expect, it } from '@jest/globals';
import { recordKinds } from '../facts/record-kinds.js';
import { isRosterFact } from './roster-fact.js';

describe('after a fact a student may belong elsewhere', () => {
  it('where it is of an enrolment, a community or the end of one', () => {
    expect(Object.keys(recordKinds).filter((name) => isRosterFact({ type: `${name}.v1` }))).toEqual([
      'student-enrolled',
      'enrollment-retracted',
      'student-withdrawn',
      'withdrawal-retracted',
      'community-joined',
      'community-membership-retracted',
      'community-left',
      'community-leaving-retracted',
    ]);
  });
});
