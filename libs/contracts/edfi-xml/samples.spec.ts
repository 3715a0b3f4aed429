import { cloudEventOf, parseCloudEvent } from '#libs/contracts';
import { importEdfiFolder, type EdfiImported } from '#libs/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The sample, where it is there; its tests have nothing to say where it is not. */
async function sampleOf(name: string): Promise<EdfiImported | null> {
  const folder = resolve('../shared/data', name);
  if (existsSync(folder)) return importEdfiFolder(folder);
  console.warn(`skipped: ${folder} is not there`);
  return null;
}

/** What the native contract would refuse, by kind of record and message. */
function refusalsOf({ records }: EdfiImported): readonly string[] {
  return records.flatMap((record) => {
    const result = parseCloudEvent(JSON.stringify(cloudEventOf({ ...record, id: 'e1' })));
    return result.ok ? [] : [`${record.name}: ${result.refusal.path ?? ''} ${result.refusal.message}`];
  });
}

function digestOf({ records, deadLetters }: EdfiImported): string {
  return createHash('sha256')
    .update(JSON.stringify([records, deadLetters]))
    .digest('hex');
}

describe('The small sample of Ed-Fi 1.0', () => {
  let imported: EdfiImported | null;
  beforeAll(async () => {
    imported = await sampleOf('edfi-inbloom-small');
  });

  it('is read to the last element', () => {
    if (imported === null) return;
    expect(imported.report.failedFiles).toEqual([]);
    expect(imported.report.read).toMatchObject({
      Student: 78,
      StudentSchoolAssociation: 167,
      StudentSectionAssociation: 325,
      AttendanceEvent: 5550,
      CalendarDate: 558,
      CourseTranscript: 196,
      Grade: 4,
      DisciplineAction: 2,
      StudentCohortAssociation: 6,
    });
  });

  it('has no dead letters, and warnings that the rules explain', () => {
    if (imported === null) return;
    expect(imported.deadLetters).toEqual([]);
    const counts = Object.entries(imported.report.warnings).map(([code, { count }]) => [code, count]);
    expect(Object.fromEntries(counts)).toEqual({
      'calendar-of-unknown-organization': 556,
      'school-year-contradicts-date:CourseTranscript': 172,
      'school-year-contradicts-date:Grade': 4,
    });
  });

  it('student 900000006 was present on 66 of 74 days by 2011-12-16', () => {
    if (imported === null) return;
    const days = imported
      .dataOf('attendance-recorded')
      .filter(({ studentId, date }) => studentId === '900000006' && String(date) <= '2011-12-16');
    expect(days).toHaveLength(74);
    expect(days.filter(({ status }) => !String(status).startsWith('absent'))).toHaveLength(66);
  });

  it('all three schools take attendance affirmatively and have no calendar in 2012', () => {
    if (imported === null) return;
    const calendars = imported.dataOf('calendar-published').filter(({ schoolYear }) => schoolYear === 2012);
    expect(calendars).toHaveLength(3);
    for (const calendar of calendars) {
      expect(calendar).toMatchObject({ attendanceTaking: 'affirmative' });
      expect(calendar).not.toHaveProperty('instructionalDays');
    }
  });

  it('comes out the same to the last byte the next time', async () => {
    if (imported === null) return;
    expect(digestOf(await importEdfiFolder(resolve('../shared/data/edfi-inbloom-small')))).toBe(digestOf(imported));
  });

  it('gives out nothing that the native contract would refuse but calendars without days', () => {
    if (imported === null) return;
    const others = refusalsOf(imported).filter((refusal) => !refusal.startsWith('calendar-published: data.instructionalDays'));
    expect(others).toEqual([]);
  });
});

describe('The sample of data standard 5.2', () => {
  let imported: EdfiImported | null;
  beforeAll(async () => {
    imported = await sampleOf('edfi-grandbend-ds5.2');
  });

  it('is read without a failed file; what is not mapped is counted', () => {
    if (imported === null) return;
    expect(imported.report.failedFiles).toEqual([]);
    expect(imported.report.read).toMatchObject({ Student: 960, StudentSchoolAttendanceEvent: 1917, Section: 532, DisciplineAction: 25 });
    expect(imported.report.skipped).toMatchObject({ StaffLeave: 37, Credential: 56 });
  });

  it('has one dead letter: an attendance category that is not mapped', () => {
    if (imported === null) return;
    expect(imported.deadLetters.map(({ refusal, origin }) => [refusal.found, origin])).toEqual([
      ['Partial', { kind: 'file', file: 'StudentSchoolAttendance.xml', line: 90 }],
    ]);
  });

  it('follows its references: incidents by id, sections by identity, codes without their namespace', () => {
    if (imported === null) return;
    expect(imported.dataOf('behavior-recorded')).toHaveLength(21);
    expect(imported.dataOf('attendance-recorded').filter(({ sectionId }) => sectionId !== undefined)).toHaveLength(66);
    expect(imported.dataOf('staff-assigned').filter(({ role }) => role === 'counselor')).toHaveLength(2);
  });

  it('gives out nothing that the native contract would refuse', () => {
    if (imported === null) return;
    expect(refusalsOf(imported)).toEqual([]);
  });
});
