import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { cloudEventOf, parseCloudEvent } from '#libs/contracts';
import type { SisRecord, StatusRow } from '#libs/domain';
import { asOfs, datesFrom, times } from '#libs/testing';
import { Homeroom } from './homeroom.js';
import { life, modelRows } from './several-ids.life.js';

const RUNS = 5;

let homeroom: Homeroom;
beforeEach(async () => void (homeroom = await Homeroom.start('2026-06-30T12:00:00Z')));
afterEach(() => homeroom.end());

/** Days of the school year, and instants at, just before and long after those at which anything was said; one of them in another zone. */
const days = fc.constantFrom(...asOfs, ...datesFrom('2025-08-29', 20), '2026-01-12', '2026-03-03');
const instants = fc.oneof(
  fc.constantFrom(...times),
  fc.constantFrom('2025-09-01T00:00:00Z', '2025-09-10T08:00:00.500000000999Z', '2025-10-01T01:59:59.999+02:00', '2026-03-01T00:00:00Z'),
);
const ASKED = 8;
const questions = fc.array(fc.record({ asOf: days, known: fc.uniqueArray(instants, { minLength: 2, maxLength: 2 }) }), {
  minLength: ASKED,
  maxLength: ASKED,
});

function isTaken(record: SisRecord): boolean {
  return parseCloudEvent(textOf(record)).ok;
}

function textOf(record: SisRecord): string {
  return JSON.stringify(cloudEventOf({ ...record, id: 'any' }));
}

/** A row with what was asked of it, without the evidence. */
function told({ gradeLevel, schoolId, communityId, milestone, status, conditions }: StatusRow): object {
  const results = conditions.map(({ name, value, threshold, result }) => ({ name, value, threshold, result }));
  return { gradeLevel, schoolId, communityId, milestone, status, results };
}

async function asked(...args: string[]): Promise<Record<string, object>> {
  const rows = await homeroom.rows<StatusRow & { readonly studentId: string }>('status', '--district', 'd', ...args);
  return Object.fromEntries(rows.map((row) => [row.studentId, told(row)]));
}

describe('status --as-of DAY --known-at INSTANT', () => {
  it('answers what the records say of that day by that instant, for any two instants, everybody at once or one student', async () => {
    await fc.assert(
      fc.asyncProperty(life, questions, async (given, pairs) => {
        await homeroom.end();
        homeroom = await Homeroom.start('2026-06-30T12:00:00Z');
        const input = given.arrivals.map(textOf).join('\n');
        await homeroom.run(['import', 'events', '-', '--district', 'd'], { input });
        const taken = { ...given, records: given.records.filter(isTaken) };
        for (const { asOf, known } of pairs) {
          for (const knownAt of known) {
            const expected = Object.entries(modelRows(taken, asOf, utc(knownAt)));
            const rows = Object.fromEntries(expected.map(([id, row]) => [id, told(row)]));
            expect(await asked('--as-of', asOf, '--known-at', knownAt)).toEqual(rows);
            const [first] = Object.entries(rows);
            if (first === undefined) continue;
            expect(await asked('--as-of', asOf, '--known-at', knownAt, '--student', first[0])).toEqual(Object.fromEntries([first]));
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

/** The instant as the model compares them. */
function utc(instant: string): string {
  return instant.endsWith('+02:00') ? new Date(instant).toISOString() : instant;
}
