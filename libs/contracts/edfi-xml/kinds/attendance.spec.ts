import { attendance, enrolment, importEdfi } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const recorded = async (...elements: readonly string[]) => (await importEdfi(...elements)).dataOf('attendance-recorded');

describe('Attendance (rules 11, 12, 13)', () => {
  it.each([
    ['Tardy', 'tardy'],
    ['Early departure', 'early-departure'],
    ['in attendance', 'present'],
    ['In-School Suspension', 'present'],
    ['Excused Absence', 'absent-excused'],
    ['Out-of-School Suspension', 'absent-excused'],
    ['Unexcused Absence', 'absent-unexcused'],
    ['Absence', 'absent-unexcused'],
  ])('rule 11: %s is %s', async (category, status) => {
    expect(await recorded(attendance({ category }))).toEqual([
      { studentId: 's1', schoolId: 'A', schoolYear: 2012, date: '2011-09-06', status },
    ]);
  });

  it('rule 11: several events of one student, day and section are one record, of the kind that comes first', async () => {
    const order = ['Absence', 'Excused Absence', 'In Attendance', 'Early departure', 'Tardy'];
    const statuses = ['absent-unexcused', 'absent-excused', 'present', 'early-departure', 'tardy'];
    for (let last = 0; last < order.length; last += 1) {
      const events = order.slice(0, last + 1).map((category) => attendance({ category }));
      expect(await recorded(...events)).toMatchObject([{ status: statuses[last] }]);
      expect(await recorded(...events.toReversed())).toMatchObject([{ status: statuses[last] }]);
    }
  });

  it('rule 11: other students, days and sections are other records', async () => {
    const elements = [
      attendance(),
      attendance({ student: 's2' }),
      attendance({ date: '2011-09-07' }),
      attendance({ section: ['A', 'S1'] }),
      attendance({ section: ['A', 'S2'], category: 'Absence' }),
    ];
    expect(await recorded(...elements)).toMatchObject([
      { studentId: 's1', date: '2011-09-06' },
      { studentId: 's1', date: '2011-09-06', sectionId: 'A:S1', status: 'present' },
      { studentId: 's1', date: '2011-09-06', sectionId: 'A:S2', status: 'absent-unexcused' },
      { studentId: 's2', date: '2011-09-06' },
      { studentId: 's1', date: '2011-09-07' },
    ]);
  });

  it('rule 11: program and extracurricular attendance is not read', async () => {
    const imported = await importEdfi(
      attendance({ type: 'Program Attendance', category: 'Absence' }),
      attendance({ type: 'extracurricular attendance' }),
      attendance({ type: 'Section Attendance', date: '2011-09-07' }),
    );
    expect(imported.dataOf('attendance-recorded')).toMatchObject([{ date: '2011-09-07' }]);
    expect(imported.report.warnings['attendance-type-not-read']?.count).toBe(2);
  });

  it('rule 12: a record keeps its section under the id that memberships and assignments have', async () => {
    expect(await recorded(attendance({ school: null, section: ['B', 'S1'] }))).toMatchObject([{ schoolId: 'B', sectionId: 'B:S1' }]);
  });

  it('rule 13: a record that names another school than the enrolment is kept as it is', async () => {
    expect(await recorded(enrolment({ school: 'A' }), attendance({ school: 'B' }))).toMatchObject([{ schoolId: 'B' }]);
  });

  it('rule 13: a record that names no school has that of the enrolment running, else of the year, else the last', async () => {
    const nowhere = (date: string) => attendance({ school: null, date });
    const enrolments = [
      enrolment({ school: 'A', entry: '2010-09-01', exit: '2010-12-01' }),
      enrolment({ school: 'B', entry: '2011-09-01' }),
      enrolment({ school: 'C', entry: '2011-09-02', exit: '2011-10-01' }),
    ];
    const schools = await recorded(
      ...enrolments,
      nowhere('2011-01-10'),
      nowhere('2011-09-06'),
      nowhere('2011-11-01'),
      nowhere('2013-02-01'),
    );
    expect(schools.map(({ schoolId }) => schoolId)).toEqual(['A', 'C', 'B', 'C']);
    expect((await importEdfi(nowhere('2011-09-06'))).deadLetters[0]?.refusal.message).toContain('school missing');
  });

  it('attendance comes in order of date', async () => {
    const dates = ['2011-10-03', '2011-09-06', '2011-09-20'];
    expect((await recorded(...dates.map((date) => attendance({ date })))).map(({ date }) => date)).toEqual(dates.toSorted());
  });
});
