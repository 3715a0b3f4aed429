import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { asOfs, DomainIntake, history, knownAts, YEAR } from '#libs/testing';
import type { StudentFacts } from '../facts/facts.js';
import { standingAt } from '../known-at/standing.js';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { gradePointTenths, letterOf, letters } from '../student-year/marks.js';
import { dayIndex } from '../time/school-date.js';
import type { SourceEvent } from './evidence.js';
import { explain, type ExplainedCondition } from './explain.js';

const quick = JSON.parse(JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', '"minimum":6')) as Profile;

describe('evidence', () => {
  it('recomputes to the shown value, whatever happened', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...asOfs), fc.constantFrom(...knownAts), (records, asOf, knownAt) => {
        const intake = new DomainIntake();
        for (const record of records) intake.offer(record);
        const student = intake.events.filter(({ stream }) => stream === 'student');
        const { schools } = intake.folded(knownAt);
        const explanation = explain(standingAt(student, knownAt), { year: YEAR, schools, profile: quick, asOf: dayIndex(asOf, YEAR) });
        for (const condition of explanation?.conditions ?? []) {
          const outcome = explanation?.row.conditions.find(({ name }) => name === condition.name);
          expect(recomputed(condition, student)).toEqual(outcome?.value);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The value by the evidence alone and the events it names. */
function recomputed({ name, evidence, days: counted }: ExplainedCondition, events: readonly SourceEvent[]): unknown {
  const named = evidence.filter(({ counts }) => counts).map(({ eventId }) => events.find(({ id }) => id === eventId));
  const marks = named.map((event) => event?.data as StudentFacts['grade-posted']);
  const found = marks.map(({ letter, percent }) => letterOf(letter, percent) ?? 'F');
  switch (name) {
    case 'attendance': {
      const { present = 0, absent = [] } = counted ?? {};
      const enrolledDays = present + absent.length;
      expect(new Set(evidence.filter(({ counts }) => counts).map(({ date }) => date))).toEqual(new Set(absent));
      return enrolledDays === 0 ? null : Math.round((10_000 * present) / enrolledDays) / 100;
    }
    case 'ela':
    case 'math':
      return letters.findLast((letter) => found.includes(letter)) ?? null;
    case 'gpa': {
      const weights = marks.map(({ creditsAttempted = 1 }) => creditsAttempted);
      const credits = weights.reduce((sum, weight) => sum + weight, 0);
      const points = found.reduce((sum, letter, index) => sum + gradePointTenths[letter] * (weights[index] ?? 0), 0);
      return credits === 0 ? null : Math.round((10 * points) / credits) / 100;
    }
    case 'core-failures':
      return evidence.length === 0 ? null : named.length;
    default:
      return named.length;
  }
}
