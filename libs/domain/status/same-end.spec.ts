import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import {
  asOfs,
  compareModelVersions,
  DomainIntake,
  history,
  isRetraction,
  knownAts,
  modelKey,
  modelRow,
  modelStanding,
  shuffledWithDuplicates,
  YEAR,
} from '#libs/testing';
import type { SisRecord } from '../facts/record-kinds.js';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { dayIndex } from '../time/school-date.js';
import { statusRow, type StatusRow } from './evaluation.js';

const RUNS = 1_000;
const MINIMUM = 6;
const profile = JSON.parse(JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', `"minimum":${MINIMUM}`)) as Profile;

/** Every row at 5 as-of and 3 known-at points. */
function rowsOf(records: readonly SisRecord[]): (StatusRow | null)[] {
  const intake = new DomainIntake();
  for (const record of records) intake.offer(record);
  return knownAts.flatMap((knownAt) => {
    const { state, schools } = intake.folded(knownAt);
    return asOfs.map((asOf) => statusRow(state, { schools, profile, asOf: dayIndex(asOf, YEAR) }));
  });
}

/** Texts compare faster than objects; the objects are compared only to show how they differ. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

interface Seen {
  readonly backAndForth: boolean;
  readonly equalTimes: boolean;
  readonly retractedFirst: boolean;
  readonly lateOlder: boolean;
}

function seenIn(arrivals: readonly SisRecord[]): Seen {
  const groups = new Map<string, SisRecord[]>();
  for (const record of arrivals) groups.set(modelKey(record), [...(groups.get(modelKey(record)) ?? []), record]);
  const content = ({ name, data }: SisRecord): string => JSON.stringify([name, data]);
  const all = [...groups.values()];
  return {
    backAndForth: all.some((versions) => {
      const contents = versions.toSorted(compareModelVersions).map(content);
      return contents.some((first, index) => contents.slice(index + 2).includes(first) && contents[index + 1] !== first);
    }),
    equalTimes: all.some((versions) => versions.some((a) => versions.some((b) => a.time === b.time && content(a) !== content(b)))),
    retractedFirst: all.some(
      (versions) => versions[0] !== undefined && isRetraction(versions[0]) && versions.some((record) => !isRetraction(record)),
    ),
    lateOlder: all.some((versions) =>
      versions.some((record, index) => versions.slice(0, index).some((earlier) => compareModelVersions(record, earlier) < 0)),
    ),
  };
}

describe('any permutation with any duplicates', () => {
  it('ends in the same status at every as-of and known-at, and the generators produce the hard cases', () => {
    const counts = { backAndForth: 0, equalTimes: 0, retractedFirst: 0, lateOlder: 0 };
    let runs = 0;
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 1e9 }), (records, seed) => {
        const arrivals = shuffledWithDuplicates(records, seed);
        const rows = rowsOf(records);
        expectSame(rowsOf(arrivals), rows);
        runs += 1;
        const seen = seenIn(arrivals);
        for (const name of Object.keys(counts) as (keyof Seen)[]) counts[name] += Number(seen[name]);
        for (const row of rows) statuses.set(row?.status ?? 'none', (statuses.get(row?.status ?? 'none') ?? 0) + 1);
      }),
      { numRuns: RUNS },
    );
    for (const count of Object.values(counts)) expect(count / runs).toBeGreaterThanOrEqual(0.05);
    for (const status of ['on-track', 'at-risk', 'insufficient-data', 'off-track', 'none'])
      expect((statuses.get(status) ?? 0) / runs).toBeGreaterThanOrEqual(0.02);
  });

  it('is told by the standing records alone: what was corrected or retracted leaves no trace', () => {
    fc.assert(
      fc.property(history, (records) => {
        const winners = records.filter((record) =>
          records.every((other) => modelKey(other) !== modelKey(record) || compareModelVersions(other, record) <= 0),
        );
        const clean = winners.filter((record) => !isRetraction(record));
        expectSame(rowsOf(clean).slice(0, asOfs.length), rowsOf(records).slice(0, asOfs.length));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with a slow model of the documents at every as-of and known-at', () => {
    fc.assert(
      fc.property(history, (records) => {
        const expected = knownAts.flatMap((knownAt) =>
          asOfs.map((asOf) => modelRow(records, { year: YEAR, asOf, minimum: MINIMUM }, knownAt)),
        );
        expect(rowsOf(records)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('the model itself takes the largest version', () => {
    const [a, b] = ['present', 'tardy'].map((status) => ({ ...attendance, data: { ...attendance.data, status } }));
    expect(
      modelStanding(
        [a, b].map((record) => record ?? attendance),
        null,
      ).get('attendance-recorded'),
    ).toEqual([b?.data]);
  });
});

const attendance: SisRecord = {
  name: 'attendance-recorded',
  district: 'd',
  subject: 's',
  time: '2025-09-01T00:00:00Z',
  source: '/',
  ownTime: true,
  data: { studentId: 's', schoolYear: YEAR, schoolId: 'north', date: '2025-09-01' },
};
