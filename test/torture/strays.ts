import { fc } from '@fast-check/jest';
import { cloudEventOf } from '#libs/contracts';
import type { SisRecord } from '#libs/domain';
import { history, sisRecords } from '#libs/testing';
import { DISTRICT } from './plan.js';

const STRAYS = 8;

/** Students of the property tests: entries, exits, corrections, retractions and versions of one time in any order, at schools of their own. */
export function straysOf(seed: number): string[] {
  const histories = fc.sample(history, { seed, numRuns: STRAYS });
  return histories.flatMap((records, index) => records.map((record, at) => JSON.stringify(eventOf(record, `stray-${index}`, at))));
}

function eventOf(record: SisRecord, student: string, at: number): Record<string, unknown> {
  const data = Object.fromEntries(
    Object.entries({ ...record.data, studentId: student }).map(([field, value]) => [field, ownPlace(field, value, student)]),
  );
  const { subject: field } = sisRecords[record.name];
  if (field !== 'studentId') delete data['studentId'];
  // More than a fact keeps: it decides between versions of one moment all the same.
  const note = ['b', 'a'][at % 4];
  if (note !== undefined) data['note'] = note;
  const source = `/districts/${DISTRICT}/sis`;
  return cloudEventOf({ ...record, district: DISTRICT, source, id: `${student}/${at}`, subject: String(data[field]), data });
}

/** What one student's records say of schools and communities must not be about another's. */
function ownPlace(field: string, value: unknown, student: string): unknown {
  return field === 'schoolId' || field === 'communityId' ? `${student}-${String(value)}` : value;
}
