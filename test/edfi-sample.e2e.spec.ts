import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Homeroom } from './homeroom.js';

const sample = resolve('../shared/data/edfi-inbloom-small');
const isHere = existsSync(sample);
if (!isHere) console.log(`skipped: there is no sample interchange at ${sample}`);

interface Row {
  readonly studentId: string;
  readonly status: string;
  readonly conditions: readonly { readonly name: string; readonly evidence: readonly { readonly date: string }[] }[];
}

const asked = ['status', '--district', 'test', '--as-of', '2011-12-16', '--profile', 'ew-framework'];

/** The tests of this file are one story: each goes on where the one before ended. */
(isHere ? describe : describe.skip)('A published Ed-Fi interchange', () => {
  let homeroom: Homeroom;
  beforeAll(async () => void (homeroom = await Homeroom.start('2026-01-05T12:00:00Z')));
  afterAll(() => homeroom.end());

  const importFrom = async (folder: string): Promise<{ total: unknown; err: string }> => {
    const { code, out, err } = await homeroom.run(['import', 'edfi-xml', folder, '--district', 'test', '--format', 'json']);
    expect(code).toBe(0);
    return { total: (JSON.parse(out) as unknown[]).at(-1), err };
  };

  it('is read to the last element', async () => {
    const { total, err } = await importFrom(sample);
    for (const read of [
      '78 Student',
      '167 StudentSchoolAssociation',
      '325 StudentSectionAssociation',
      '5550 AttendanceEvent',
      '558 CalendarDate',
      '196 CourseTranscript',
      '4 Grade',
      '2 DisciplineAction',
      '6 StudentCohortAssociation',
    ]) {
      expect(err).toMatch(new RegExp(`[ ,]${read}[, ]`));
    }
    expect(total).toMatchObject({ record: 'total', unchanged: 0, deadLettered: 0 });
  });

  it('changes nothing a second time', async () => {
    homeroom.clock.set('2026-01-06T12:00:00Z');
    expect((await importFrom(sample)).total).toMatchObject({ appended: 0, deadLettered: 0 });
  });

  it('says of each of its 78 students who was on track on a day', async () => {
    const rows = await homeroom.rows<Row>(...asked);
    expect(rows).toHaveLength(78);
    expect(rows.map(({ studentId }) => studentId)).toEqual(rows.map(({ studentId }) => studentId).toSorted());
    expect(rows.find(({ studentId }) => studentId === '900000006')).toEqual({
      studentId: '900000006',
      gradeLevel: '11',
      schoolId: 'Daybreak Central High',
      communityId: null,
      milestone: 'graduation',
      status: 'off-track',
      conditions: [
        { name: 'attendance', value: 89.19, threshold: 90, result: 'fail', present: 66, enrolled: 74 },
        { name: 'core-failures', value: null, threshold: 1, result: 'insufficient-data' },
      ],
    });
  });

  it('opens every figure to the events behind it', async () => {
    const [row] = await homeroom.rows<Row>(...asked, '--student', '900000006');
    const attendance = row?.conditions.find(({ name }) => name === 'attendance');
    expect(attendance).toMatchObject({ reason: 'Attendance 89.1 % (needs at least 90 %): present 66 of 74 days', days: { present: 66 } });
    expect(attendance?.evidence).toHaveLength(8);
    expect(attendance?.evidence[0]).toMatchObject({
      type: 'attendance-recorded.v1',
      date: '2011-09-12',
      what: 'absent-excused, whole day',
      knownAt: '2026-01-05T12:00:00Z',
      counts: true,
      eventId: expect.stringMatching(/^[\da-f-]{36}$/),
      position: expect.any(Number),
    });
    expect(await homeroom.ok(...asked, '--student', '900000006')).toMatch(/attendance: fail\.[\s\S]*2011-12-02 +absent-excused, whole day/);
  });

  it('takes one corrected record as one: the student is no longer off track, the alert is retracted, nobody else changes', async () => {
    const before = await homeroom.rows<Row>(...asked);
    const others = (rows: readonly Row[]): readonly Row[] => rows.filter(({ studentId }) => studentId !== '900000006');
    expect(await homeroom.rows('alerts', '--student', '900000006')).toMatchObject([{ state: 'open' }]);
    homeroom.clock.set('2026-01-07T12:00:00Z');
    expect((await importFrom(await corrected())).total).toMatchObject({ appended: 1, deadLettered: 0 });
    const after = await homeroom.rows<Row>(...asked);
    expect(after.find(({ studentId }) => studentId === '900000006')).toMatchObject({
      status: 'insufficient-data',
      conditions: [{ name: 'attendance', value: 90.54, result: 'caution', present: 67, enrolled: 74 }, {}],
    });
    expect(others(after)).toEqual(others(before));
    expect(await homeroom.rows('alerts', '--student', '900000006')).toMatchObject([{ state: 'retracted', ended: 'corrected' }]);
    expect(await homeroom.rows(...asked, '--known-at', '2026-01-07T11:59:59Z')).toEqual(before);
  });

  it('that is older than what was imported is refused, unless somebody insists', async () => {
    const older = ['import', 'edfi-xml', sample, '--district', 'test', '--time', '2026-01-02T12:00:00Z'];
    expect(await homeroom.run(older)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/2026-01-02T12:00:00Z: import a newer one, or/),
    });
    expect((await homeroom.run([...older, '--force'])).code).toBe(0);
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
  });

  /** A copy in which one of the student's excused absences is an attendance. */
  async function corrected(): Promise<string> {
    const folder = join(homeroom.folder, 'corrected');
    await mkdir(folder);
    for (const name of await readdir(sample)) await writeFile(join(folder, name), await readFile(join(sample, name)));
    const file = join(folder, 'InterchangeAttendance.xml');
    const events = (await readFile(file, 'utf8')).split('<AttendanceEvent>');
    const at = events.findIndex(
      (event) => event.includes('900000006') && event.includes('2011-09-12') && event.includes('Excused Absence'),
    );
    events[at] = events[at]?.replace('Excused Absence', 'In Attendance') ?? '';
    await writeFile(file, events.join('<AttendanceEvent>'));
    return folder;
  }
});
