import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { asOfs, DomainIntake, history, modelRow, schoolFact, schoolOf, YEAR, studentFact, type IntakeEvent } from '#libs/testing';
import type { SisRecord } from '../facts/record-kinds.js';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { evolveSchoolYear, type SchoolYear } from '../school-year/school-year.js';
import { recountAllDays, recountDay } from '../student-year/attendance-count.js';
import { decodeStudentYear, encodeStudentYear } from '../student-year/student-year.codec.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { statusRow, type StatusRow } from './evaluation.js';
import { evolveStatus, nothingRecorded, type Opening, type RecordedStatus } from './recorded-status.js';
import { decideStatus } from './status.decider.js';

const MINIMUM = 6;
const profile = JSON.parse(JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', `"minimum":${MINIMUM}`)) as Profile;

/** A student's state kept up to date event by event, as a projection keeps it. */
class Live {
  state: StudentYear = emptyStudentYear(YEAR);
  readonly schools = new Map<string, SchoolYear>();

  fold(event: IntakeEvent | null): void {
    if (event === null || event.superseded) return;
    if (event.stream === 'student') {
      evolveStudentYear(this.state, studentFact(event));
      return;
    }
    const change = evolveSchoolYear(schoolOf(this.schools, event), schoolFact(event));
    if (change === 'all-days') recountAllDays(this.state);
    else recountDay(this.state, change);
  }

  rowAsOf(asOf: string): StatusRow | null {
    return statusRow(this.state, { schools: this.schools, profile, asOf: dayIndex(asOf, YEAR) });
  }
}

const days = fc.array(fc.constantFrom(...asOfs), { minLength: 45 + 15, maxLength: 60 });

describe('the incremental evaluation', () => {
  it('agrees with a slow model of the documents after every event, whichever way the as-of day moves', () => {
    fc.assert(
      fc.property(history, days, (records, moves) => {
        const live = new Live();
        const intake = new DomainIntake();
        const seen: SisRecord[] = [];
        records.forEach((record, index) => {
          const asOf = moves[index] ?? asOfs[4];
          live.fold(intake.offer(record));
          seen.push(record);
          expect(live.rowAsOf(asOf)).toEqual(modelRow(seen, { year: YEAR, asOf, minimum: MINIMUM }));
        });
      }),
      { numRuns: 100 },
    );
  });

  it('goes on from the stored form as from the original', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (records, stop) => {
        const [original, restored] = [new Live(), new Live()];
        const intake = new DomainIntake();
        records.forEach((record, index) => {
          const event = intake.offer(record);
          original.fold(event);
          restored.fold(event);
          if (index === stop) restored.state = decodeStudentYear(JSON.parse(JSON.stringify(encodeStudentYear(original.state))) as never);
        });
        for (const asOf of asOfs) expect(restored.rowAsOf(asOf)).toEqual(original.rowAsOf(asOf));
        expect(encodeStudentYear(restored.state)).toEqual(encodeStudentYear(original.state));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the recorded status', () => {
  it('is the evaluated one after every start of a school day, and never better before it than what was evaluated', () => {
    const severity = ['on-track', 'at-risk', 'insufficient-data', 'off-track'];
    fc.assert(
      fc.property(history, (records) => {
        const live = new Live();
        const intake = new DomainIntake();
        let recorded: RecordedStatus = nothingRecorded;
        records.forEach((record, index) => {
          live.fold(intake.offer(record));
          const asOf = asOfs[Math.floor((5 * index) / records.length)] ?? asOfs[4];
          const dayTick = index % 4 === 3;
          const row = live.rowAsOf(asOf);
          if (row === null) return;
          recorded = recordedAfter(recorded, { row, asOf, position: index + 1, dayTick }, (opening) => live.rowAsOf(opening.asOf));
          if (dayTick) {
            expect(recorded.status).toBe(row.status);
            expect(recorded.conditions.map(({ name, result }) => [name, result])).toEqual(
              row.conditions.map(({ name, result }) => [name, result]),
            );
          } else if (recorded.milestone === row.milestone) {
            expect(severity.indexOf(recorded.status ?? '')).toBeGreaterThanOrEqual(severity.indexOf(row.status));
          }
        });
      }),
      { numRuns: 300 },
    );
  });
});

interface Moment {
  readonly row: StatusRow;
  readonly asOf: string;
  readonly position: number;
  readonly dayTick: boolean;
}

function recordedAfter(recorded: RecordedStatus, moment: Moment, evaluateAt: (opening: Opening) => StatusRow | null): RecordedStatus {
  const { row, asOf, position, dayTick } = moment;
  const at = { asOf, profile: profile.name, profileVersion: profile.version };
  const cause = { id: `e${position}`, position, type: 'grade-posted.v1' };
  return decideStatus(recorded, { row, at, cause, dayTick, silent: false, inclusive: () => true, evaluateAt }).reduce(
    evolveStatus,
    recorded,
  );
}
