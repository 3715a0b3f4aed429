import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { line } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => void (homeroom = await Homeroom.start('2026-07-15T12:00:00Z')));
afterEach(() => homeroom.end());

/** Four years of high school at one school, one event a year. */
function highSchool(student: string): string[] {
  return ['09', '10', '11', '12'].map((gradeLevel, index) => {
    const schoolYear = 2023 + index;
    const data = { studentId: student, schoolId: 'north', schoolYear, gradeLevel, entryDate: `${schoolYear - 1}-08-25` };
    return line('student-enrolled', student, data, { time: `${schoolYear - 1}-08-25T12:00:00Z` });
  });
}

function withdrawn(student: string, schoolYear: number, data: object): string {
  const exitDate = `${schoolYear}-06-20`;
  return line(
    'student-withdrawn',
    student,
    { studentId: student, schoolId: 'north', schoolYear, exitDate, ...data },
    { time: `${exitDate}T12:00:00Z` },
  );
}

async function take(...lines: string[]): Promise<void> {
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${lines.join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
}

describe('The graduation rate of a cohort', () => {
  it('counts regular diplomas of those who did not transfer to another district', async () => {
    await take(
      ...['S-1', 'S-2', 'S-3', 'S-4'].flatMap(highSchool),
      withdrawn('S-1', 2026, { reason: 'graduated', diploma: 'regular' }),
      withdrawn('S-2', 2026, { reason: 'dropped-out' }),
      withdrawn('S-3', 2026, { reason: 'transferred' }),
    );
    const [district, ...others] = await homeroom.rows('graduation', '--cohort', '2026');
    expect(district).toMatchObject({ scope: 'district', years: 4, complete: true, students: 3, rate: 0.3333, 'transferred-out': 1 });
    expect(others).toContainEqual(expect.objectContaining({ scope: 'school', id: 'north', years: 5, complete: false, students: 3 }));
    expect(await homeroom.ok('graduation', '--cohort', '2031')).toContain('Nobody of the cohort of 2031 is known by now.');
    expect(await homeroom.ok('verify')).toContain('models ok');
  });

  it('counts a student with several ids once, with what came under all of them', async () => {
    const years = highSchool('S-1');
    const rest = highSchool('S-1b').slice(2);
    await take(...years.slice(0, 2), ...rest, withdrawn('S-1b', 2026, { reason: 'graduated', diploma: 'regular' }));
    const told = async (): Promise<unknown> => {
      const [district] = await homeroom.rows<{ students: number; rate: number | null }>('graduation', '--cohort', '2026');
      return [district?.students, district?.rate];
    };
    expect(await told()).toEqual([2, 0.5]);
    const same = line('student-identified-as', 'S-1', { studentId: 'S-1', newStudentId: 'S-1b' }, { time: '2026-07-01T12:00:00Z' });
    await take(same);
    expect(await told()).toEqual([1, 1]);
    await take(withdrawn('S-1', 2026, { reason: 'dropped-out' }).replaceAll('T12:00:00Z', 'T14:00:00Z'));
    expect(await told()).toEqual([1, 0]);
    await take(line('identity-retracted', 'S-1', { studentId: 'S-1' }, { time: '2026-07-02T12:00:00Z' }));
    expect(await told()).toEqual([2, 0.5]);
  });

  it('changes when the record is corrected', async () => {
    await take(...highSchool('S-1'), withdrawn('S-1', 2026, { reason: 'transferred' }));
    expect(await homeroom.rows('graduation', '--cohort', '2026')).toMatchObject([{ students: 0, rate: null }, {}, {}, {}]);
    const correction = withdrawn('S-1', 2026, { reason: 'graduated', diploma: 'regular' }).replaceAll('T12:00:00Z', 'T13:00:00Z');
    await take(correction);
    expect((await homeroom.rows('graduation', '--cohort', '2026'))[0]).toMatchObject({ students: 1, rate: 1 });
  });
});
