import {
  course,
  element,
  fields,
  grade,
  gradingPeriod,
  importEdfi,
  offering,
  section,
  session,
  sessionRef,
  studentRef,
  transcript,
} from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const schedule = [session(), course('A', 'M1', { SubjectArea: 'Mathematics' }), offering('A', 'LC', 'M1'), section('A', 'S1', 'LC')];
const marks = async (...elements: readonly string[]) => (await importEdfi(...elements)).dataOf('grade-posted');

describe('Marks (rules 14 to 17, 28, 29, 31)', () => {
  it('rule 14: marks are from grades and transcripts; report cards and gradebook entries do not count', async () => {
    const other = [
      element('ReportCard', fields({ GPACumulative: '4.0' })),
      element('StudentGradebookEntry', fields({ LetterGradeEarned: 'A' })),
    ];
    expect(await marks(...schedule, ...other, transcript(), grade())).toHaveLength(2);
  });

  it("rule 14: a grade's course is that of its section's offering, a transcript's the one it refers to", async () => {
    expect(await marks(...schedule, grade({ student: 's1' }), transcript({ student: 's2' }))).toMatchObject([
      { studentId: 's1', courseId: 'A:M1', subject: 'math', origin: 'grade' },
      { studentId: 's2', courseId: 'A:M1', subject: 'math', origin: 'transcript' },
    ]);
  });

  it("rule 14: a course that is not found keeps the id given, without one the section's code, with subject other", async () => {
    const period = gradingPeriod('A', 'First Six Weeks', '2011-09-01', '2011-10-09');
    const named = { GradingPeriod: 'First Six Weeks', BeginDate: '2011-09-01' };
    const [session1, , offered, sectioned] = schedule;
    const withoutCourse = [session1, offered, sectioned].join('');
    expect(await marks(withoutCourse, grade({ student: 's1' }), transcript({ student: 's2', course: 'M7' }))).toMatchObject([
      { courseId: 'M1', subject: 'other' },
      { courseId: 'M7', subject: 'other' },
    ]);
    expect(await marks(period, grade({ period: named, section: 'S9' }))).toMatchObject([{ courseId: 'S9', subject: 'other' }]);
  });

  it.each([
    ['English Language and Literature', 'ela'],
    ['english', 'ela'],
    ['ELA', 'ela'],
    ['Reading', 'ela'],
    ['Critical Reading', 'ela'],
    ['Writing', 'ela'],
    ['Mathematics', 'math'],
    ['Science', 'science'],
    ['Life and Physical Sciences', 'science'],
    ['Social Studies', 'social-science'],
    ['Social Sciences and History', 'social-science'],
    ['Fine and Performing Arts', 'other'],
  ])('rule 15: the subject area %s is %s, whatever the title says', async (SubjectArea, subject) => {
    const defined = course('A', 'M1', { SubjectArea, CourseTitle: 'Math history' });
    expect(await marks(session(), defined, transcript())).toMatchObject([{ subject }]);
  });

  it.each([
    ['Math for English learners', 'math'],
    ['Literature and science', 'ela'],
    ['Science, a history', 'science'],
    ['Social-Studies II', 'social-science'],
    ['US History', 'social-science'],
    ['Aftermath and prehistory', 'other'],
    ['Homeroom', 'other'],
  ])('rule 15: without a subject area the title decides by whole words: %s is %s', async (CourseTitle, subject) => {
    expect(await marks(session(), course('A', 'M1', { CourseTitle }), transcript())).toMatchObject([{ subject }]);
  });

  it("rule 16: a transcript's term is the session of its academic record, also of one named by student and year alone", async () => {
    const record = element(
      'StudentAcademicRecord',
      studentRef('s1'),
      sessionRef('A', { SessionName: 'Fall' }),
      fields({ SchoolYear: '2011-2012' }),
    );
    const bare = transcript({ label: '2011-2012' }).replace(sessionRef('A', { SessionName: 'Fall' }), '');
    const expected = [{ termEnd: '2011-12-16', termKind: 'semester', schoolYear: 2012, final: true }];
    expect(await marks(...schedule, transcript())).toMatchObject(expected);
    expect(await marks(...schedule, record, bare)).toMatchObject(expected);
  });

  it("rule 16: a grade's term is its grading period or, when it references none, its section's session", async () => {
    const period = gradingPeriod('A', 'First Six Weeks', '2011-09-01', '2011-10-09');
    const named = { GradingPeriod: 'first six weeks', BeginDate: '2011-09-01' };
    expect(await marks(...schedule, period, grade({ period: named }))).toMatchObject([{ termEnd: '2011-10-09', termKind: 'progress' }]);
    expect(await marks(...schedule, period, grade())).toMatchObject([{ termEnd: '2011-12-16', termKind: 'semester' }]);
  });

  it('rule 16: a term that is not found is refused, naming it; also a grading period beside a session that is', async () => {
    const lost = grade({ period: { GradingPeriod: 'Seventh Six Weeks', BeginDate: '2012-05-01' } });
    const { deadLetters, dataOf } = await importEdfi(...schedule, lost, transcript({ session: { SessionName: 'Winter' } }));
    expect(dataOf('grade-posted')).toEqual([]);
    expect(deadLetters.map(({ refusal }) => refusal.reason)).toEqual(['unresolved-reference', 'unresolved-reference']);
    expect(deadLetters[0]?.refusal.message).toContain('Winter');
    expect(deadLetters[1]?.refusal.message).toContain('Seventh Six Weeks');
  });

  it('rule 16: a wrong school year in a reference that names its session is no reason to miss it; the label is counted', async () => {
    const { dataOf, report } = await importEdfi(
      ...schedule,
      transcript({ session: { SessionName: 'Fall', SchoolYear: '2009-2010' }, label: '2009-2010' }),
    );
    expect(dataOf('grade-posted')).toMatchObject([{ termEnd: '2011-12-16' }]);
    expect(report.warnings['school-year-contradicts-date:CourseTranscript']?.count).toBe(1);
  });

  it.each([
    ['Final', true],
    ['semester', true],
    ['Grading Period', false],
    ['Mid-Term Grade', false],
    ['Progress Report', false],
  ])('rule 16: a grade typed %s is final: %s', async (type, final) => {
    expect(await marks(...schedule, grade({ type }))).toMatchObject([{ final }]);
  });

  it('rule 16: exam and conduct are no marks, another type is refused', async () => {
    const { dataOf, deadLetters } = await importEdfi(
      ...schedule,
      grade({ type: 'Exam' }),
      grade({ type: 'Conduct' }),
      grade({ type: 'Effort' }),
    );
    expect(dataOf('grade-posted')).toEqual([]);
    expect(deadLetters.map(({ refusal }) => refusal.found)).toEqual(['Effort']);
  });

  it('rule 16: a mid-term grade and a final one of the same period stand beside each other', async () => {
    expect(await marks(...schedule, grade({ type: 'Final' }), grade({ type: 'Mid-Term Grade' }))).toHaveLength(2);
  });

  it.each<[string, { letter?: string; number?: string; result?: string }, object]>([
    ['a letter as given', { letter: 'B+' }, { letter: 'B+' }],
    ['in any case', { letter: 'd-' }, { letter: 'D-' }],
    ['a letter that is no mark stays no mark beside a number', { letter: 'P', number: '95' }, { letter: 'P', percent: 95 }],
    ['90 is an A', { number: '90' }, { letter: 'A', percent: 90 }],
    ['89.99 is a B', { number: '89.99' }, { letter: 'B', percent: 89.99 }],
    ['70 is a C', { number: '70' }, { letter: 'C', percent: 70 }],
    ['60 is a D', { number: '60' }, { letter: 'D', percent: 60 }],
    ['59.9 is an F', { number: '59.9' }, { letter: 'F', percent: 59.9 }],
    ['neither, and the course failed', { result: 'fail' }, { letter: 'F' }],
  ])('rule 17: %s', async (_, given, expected) => {
    const mark = { letter: undefined, ...given };
    expect(await marks(...schedule, transcript(mark))).toMatchObject([expected]);
  });

  it.each([
    ['neither, and the course passed', { letter: undefined }],
    ['a number over 100', { letter: undefined, number: '101' }],
  ])('rule 17: %s is no mark', async (_, given) => {
    const [mark] = await marks(...schedule, transcript(given));
    expect(mark).not.toHaveProperty('letter');
    expect(mark).not.toHaveProperty('percent');
  });

  it('rule 28: a mark counts from the end of its term: no other date is given', async () => {
    expect((await marks(...schedule, transcript()))[0]).not.toHaveProperty('markedOn');
  });

  it('rule 29: marks of transcripts have origin transcript, others grade; summer terms are marked', async () => {
    const summer = session({ name: 'Summer', term: 'Summer Semester', begin: '2012-06-01', end: '2012-06-29' });
    expect(await marks(...schedule, summer, grade(), transcript({ session: { SessionName: 'Summer' } }))).toMatchObject([
      { origin: 'grade', termEnd: '2011-12-16' },
      { origin: 'transcript', summer: true, termEnd: '2012-06-29' },
    ]);
  });

  it('rule 31: letters keep their + and -, by which the lower of two is told', async () => {
    const letters = ['A+', 'A', 'A-', 'D-', 'F'];
    const elements = letters.map((letter, index) => transcript({ student: `s${index}`, letter }));
    expect((await marks(...schedule, ...elements)).map(({ letter }) => letter)).toEqual(letters);
  });

  it('credits are given as numbers, where they are numbers', async () => {
    const credits = (text: string) => element('CreditsAttempted', fields({ Credit: text }));
    const mark = (text: string) => transcript().replace('</CourseTranscript>', `${credits(text)}</CourseTranscript>`);
    expect(await marks(...schedule, mark('1.5'))).toMatchObject([{ creditsAttempted: 1.5 }]);
    expect((await marks(...schedule, mark('some')))[0]).not.toHaveProperty('creditsAttempted');
  });
});
