import { describe, expect, it } from '@jest/globals';
import type { RecordName } from '#libs/domain';
import { sisEventOf, sisRecordNames, sisRecords } from '#libs/testing';
import { fc } from '@fast-check/jest';
import { parseCloudEvent } from './parse-event.js';
import type { Refusal } from './refusal.js';

function refusalOf(event: unknown): Refusal | null {
  const result = parseCloudEvent(JSON.stringify(event));
  return result.ok ? null : result.refusal;
}

const envelope = { specversion: '1.0', id: 'e-1', source: '/districts/d1/sis', time: '2025-09-15T14:00:00Z' };

describe('fields that depend on each other', () => {
  const survey = { communityId: 'c', schoolYear: 2026, date: '2025-10-01', invited: 3, responded: 2, belonging: 2 };
  const assigned = { staffId: 't', role: 'advocate', from: '2025-09-01', studentId: 's' };
  const days = ['2025-09-01', '2026-06-01'];
  const calendar = {
    schoolId: 'n',
    schoolYear: 2026,
    attendanceTaking: 'affirmative',
    firstDay: days[0],
    lastDay: days[1],
    instructionalDays: days,
  };

  it.each<[RecordName, object, object, string]>([
    ['belonging-surveyed', survey, { responded: 4 }, 'data.responded'],
    ['belonging-surveyed', survey, { belonging: 3 }, 'data.belonging'],
    ['staff-assigned', assigned, { schoolId: 'n' }, 'data.schoolId'],
    ['staff-assigned', assigned, { studentId: undefined }, 'data'],
    ['calendar-published', calendar, { lastDay: '2025-08-31' }, 'data.lastDay'],
    ['calendar-published', calendar, { instructionalDays: [...days, '2025-08-31'] }, 'data.instructionalDays[2]'],
    ['calendar-published', calendar, { instructionalDays: [...days, '2026-06-02'] }, 'data.instructionalDays[2]'],
    ['calendar-published', calendar, { instructionalDays: ['2026-07-01'] }, 'data.instructionalDays[0]'],
    ['student-identified-as', { studentId: 's', newStudentId: 'n' }, { newStudentId: 's' }, 'data.newStudentId'],
  ])('%s: %j is accepted, %j is not', (name, data, changes, path) => {
    const event = (fields: Record<string, unknown>): unknown => {
      return { ...envelope, type: `homeroom.sis.${name}.v1`, subject: fields[sisRecords[name].subject], data: fields };
    };
    expect(refusalOf(event({ ...data }))).toBeNull();
    expect(refusalOf(event({ ...data, ...changes }))?.path).toBe(path);
  });
});

/** What spoils a valid event, by kind of field: the value put there and the reason expected. */
function spoilings(name: RecordName, field: string): readonly unknown[] {
  const spec = sisRecords[name].fields[field];
  const wrong: Record<string, readonly unknown[]> = {
    id: ['', 'x'.repeat(201), '😀'.repeat(201), 5],
    date: ['2025-02-29', '2025-9-01', '20250901', '1899-01-01', '2101-12-31', 5],
    'leaving-date': ['2025-02-29', '1899-01-01', '2101-12-31', 5],
    day: ['2025-02-29', '2025-13-01', '', 5],
    year: ['2026', 2026.5, -1, 0],
    choice: ['surprise', '', 5],
    text: [5, 'x'.repeat(501)],
    number: ['1', -1],
    flag: ['true', 0],
    list: [{}, 'x', [5], Array.from({ length: 400 }, () => '2025-09-01')],
    map: [[], 'x', { key: 5 }],
  };
  return [null, ...(spec?.optional === true ? [] : [undefined]), ...(wrong[spec?.kind ?? ''] ?? [])];
}

describe.each(sisRecordNames)('%s', (name) => {
  it.each(Object.keys(sisRecords[name].fields))('is refused where %s is spoilt, naming that field', (field) => {
    // Grade points are shown and not counted: any number will do.
    const values = spoilings(name, field).filter((value) => !(field === 'gradePoints' && value === -1));
    for (const value of values) {
      const [event] = fc.sample(sisEventOf(name), 1);
      const refusal = refusalOf({ ...event, data: { ...event?.data, [field]: value } });
      expect([field, value, refusal?.path?.startsWith(`data.${field}`)]).toEqual([field, value, true]);
    }
  });
});
