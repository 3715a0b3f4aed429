import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { DomainIntake, history, YEAR } from '#libs/testing';
import type { SisRecord } from '../facts/record-kinds.js';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { dayIndex } from '../time/school-date.js';
import { statusRow, type Status } from './evaluation.js';

const RUNS = 1_000;
const profile = JSON.parse(JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', '"minimum":6')) as Profile;
const lastDays = ['2025-09-05', '2025-09-12', '2025-10-20'] as const;
const later = ['2025-09-06', '2025-09-15', '2025-10-21', '2026-01-31', '2026-06-30'] as const;

const dateFields = ['date', 'entryDate', 'exitDate', 'termEnd', 'markedOn', 'joinedOn'] as const;

/** The feed has spoken up to that day and not since. */
function upTo(records: readonly SisRecord[], day: string): SisRecord[] {
  return records.filter(({ data }) => dateFields.every((field) => typeof data[field] !== 'string' || data[field] <= day));
}

/** The larger, the better. */
const rank: Readonly<Record<Status, number>> = { 'off-track': 0, 'insufficient-data': 1, 'at-risk': 2, 'on-track': 3 };

describe('A feed that has fallen silent', () => {
  it('turns no student to a better status, however long it lasts', () => {
    const seen = new Set<Status>();
    fc.assert(
      fc.property(history, fc.constantFrom(...lastDays), (records, last) => {
        const intake = new DomainIntake();
        for (const record of upTo(records, last)) intake.offer(record);
        const { state, schools } = intake.folded(null);
        const statusOn = (day: string): Status | undefined => statusRow(state, { schools, profile, asOf: dayIndex(day, YEAR) })?.status;
        const before = statusOn(last);
        if (before === undefined) return;
        seen.add(before);
        for (const day of later) {
          const after = day > last ? statusOn(day) : undefined;
          if (after !== undefined && rank[after] > rank[before])
            expect({ [last]: before, [day]: after }).toEqual({ [last]: before, [day]: before });
        }
      }),
      { numRuns: RUNS, seed: 1 },
    );
    expect(seen).toEqual(new Set(Object.keys(rank)));
  });
});
