import { attendance, calendarDate, enrolment, importEdfi, organization } from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const tree = [organization('district'), organization('A', 'district')];
const days = (organizationId: string | undefined, ...dates: readonly string[]) => dates.map((date) => calendarDate(organizationId, date));

async function calendars(...elements: readonly string[]) {
  const imported = await importEdfi(...tree, ...elements);
  return { ...imported, published: imported.dataOf('calendar-published'), submitted: imported.dataOf('attendance-submitted') };
}

describe('Calendars (rule 9)', () => {
  it('rule 9: three kinds of events make a day instructional, nothing else', async () => {
    const { published } = await calendars(
      enrolment(),
      calendarDate('A', '2011-09-06'),
      calendarDate('A', '2011-09-07', 'Make-up day'),
      calendarDate('A', '2011-09-08', 'student late arrival/early dismissal'),
      calendarDate('A', '2011-09-09', 'Holiday'),
      calendarDate('A', '2011-09-12', 'Teacher only day'),
    );
    expect(published).toEqual([
      {
        schoolId: 'A',
        schoolYear: 2012,
        firstDay: '2011-09-06',
        lastDay: '2011-09-12',
        instructionalDays: ['2011-09-06', '2011-09-07', '2011-09-08'],
        attendanceTaking: 'affirmative',
      },
    ]);
  });

  it('rule 9: the nearest organization with any date in the year is the calendar, alone', async () => {
    const { published } = await calendars(
      enrolment(),
      enrolment({ entry: '2010-09-01' }),
      calendarDate('A', '2011-11-24', 'Holiday'),
      ...days('district', '2011-09-06', '2010-09-06'),
    );
    expect(published).toMatchObject([
      { schoolYear: 2011, instructionalDays: ['2010-09-06'] },
      { schoolYear: 2012, instructionalDays: [], firstDay: '2011-11-24' },
    ]);
  });

  it('rule 9: dates without an organization come last; those of an organization that is not in the interchange serve nobody else', async () => {
    const { published, report } = await calendars(enrolment(), ...days(undefined, '2011-09-06'), ...days('elsewhere', '2011-09-07'));
    expect(published).toMatchObject([{ instructionalDays: ['2011-09-06'] }]);
    expect(report.warnings['calendar-of-unknown-organization']?.count).toBe(1);
  });

  it('rule 9: of one date twice the later stands', async () => {
    const { published } = await calendars(enrolment(), calendarDate('A', '2011-09-06'), calendarDate('A', '2011-09-06', 'Holiday'));
    expect(published).toMatchObject([{ instructionalDays: [] }]);
  });

  it('rule 9: only school years with an enrolment get a calendar', async () => {
    const { published } = await calendars(enrolment(), ...days('A', '2011-09-06', '2012-09-06'));
    expect(published).toMatchObject([{ schoolYear: 2012 }]);
  });
});

describe('How a school takes attendance (rule 10)', () => {
  it('rule 10: affirmative when at least half of the events of the year are in attendance', async () => {
    const two = [attendance({ date: '2011-09-06' }), attendance({ date: '2011-09-07', category: 'Tardy' })];
    const third = attendance({ date: '2011-09-08', category: 'Tardy' });
    const taking = async (...events: readonly string[]) => (await calendars(enrolment(), ...days('A', '2011-09-06'), ...events)).published;
    expect(await taking(...two)).toMatchObject([{ attendanceTaking: 'affirmative' }]);
    expect(await taking(...two, third)).toMatchObject([{ attendanceTaking: 'exception-only' }]);
    expect(await taking(...two, attendance({ date: '2012-09-08', category: 'Tardy' }))).toMatchObject([
      { attendanceTaking: 'affirmative' },
    ]);
  });

  it('rule 10: a school without events is affirmative', async () => {
    expect((await calendars(enrolment(), ...days('A', '2011-09-06'))).published).toMatchObject([{ attendanceTaking: 'affirmative' }]);
  });

  it("rule 10: an event's school is the one it names, else that of its section; the same event twice is one", async () => {
    const absent = attendance({ date: '2011-09-08', category: 'Excused Absence', school: null, section: ['A', 'S1'] });
    const present = attendance({ date: '2011-09-06' });
    const { published } = await calendars(enrolment(), ...days('A', '2011-09-06'), present, absent, absent);
    expect(published).toMatchObject([{ attendanceTaking: 'affirmative' }]);
    const other = attendance({ date: '2011-09-09', category: 'Excused Absence', school: null, section: ['A', 'S1'] });
    expect((await calendars(enrolment(), ...days('A', '2011-09-06'), present, absent, other)).published).toMatchObject([
      { attendanceTaking: 'exception-only' },
    ]);
  });

  it('rule 10: an exception-only school has submitted every instructional day up to its last event, none after', async () => {
    const { submitted } = await calendars(
      enrolment(),
      ...days('A', '2011-09-06', '2011-09-07', '2011-09-08', '2011-09-09'),
      calendarDate('A', '2011-09-05', 'Holiday'),
      attendance({ date: '2011-09-08', category: 'Tardy' }),
    );
    expect(submitted).toEqual(['2011-09-06', '2011-09-07', '2011-09-08'].map((date) => ({ schoolId: 'A', schoolYear: 2012, date })));
  });

  it('rule 10: an affirmative school has no submissions', async () => {
    expect((await calendars(enrolment(), ...days('A', '2011-09-06'), attendance())).submitted).toEqual([]);
  });

  it('an affirmative school without a calendar gets one without days; an exception-only one gets none', async () => {
    expect((await calendars(enrolment(), attendance())).published).toEqual([
      { schoolId: 'A', schoolYear: 2012, firstDay: '2011-07-01', lastDay: '2012-06-30', attendanceTaking: 'affirmative' },
    ]);
    const { published, submitted, report } = await calendars(enrolment(), attendance({ category: 'Tardy' }));
    expect([published, submitted]).toEqual([[], []]);
    expect(report.warnings['exception-only-without-calendar']?.count).toBe(1);
  });
});
