import {
  attendance,
  calendarDate,
  course,
  courseRef,
  element,
  enrolment,
  fields,
  importEdfi,
  importEdfiFiles,
  interchange,
  offering,
  organization,
  organizationRef,
  section,
  sectionRef,
  session,
  studentRef,
  transcript,
  within,
} from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const school = (id: string, parent?: string) => organization(id, parent);
const entry = fields({ EntryDate: '2011-09-01', EntryGradeLevel: 'Ninth grade' });

describe('References of both dialects (rule 2)', () => {
  it('ref="x" is the element with id="x", before or after it, of its own file first', async () => {
    const file = (student: string, entryDate: string) =>
      interchange(
        `<StudentSchoolAssociation><StudentReference ref="S"/><SchoolReference ref="O"/>${entry.replace('2011-09-01', entryDate)}</StudentSchoolAssociation>`,
        `<Student id="S">${fields({ StudentUniqueStateId: student })}</Student>`,
      );
    const schools = interchange(`<School id="O">${fields({ StateOrganizationId: 'A' })}</School>`);
    const { dataOf } = await importEdfiFiles({ 'a.xml': file('s1', '2011-09-01'), 'b.xml': file('s2', '2011-09-02'), 'c.xml': schools });
    expect(dataOf('student-enrolled')).toMatchObject([
      { studentId: 's1', schoolId: 'A', entryDate: '2011-09-01' },
      { studentId: 's2', schoolId: 'A', entryDate: '2011-09-02' },
    ]);
  });

  it('the element with the id may be a reference that holds the identity, within another element', async () => {
    const first = enrolment().replace('<StudentReference>', '<StudentReference id="R">');
    const second = `<StudentSchoolAssociation><StudentReference ref="R"/>${organizationRef('SchoolReference', 'B')}${entry}</StudentSchoolAssociation>`;
    expect((await importEdfi(first, second)).dataOf('student-enrolled')).toMatchObject([
      { studentId: 's1', schoolId: 'A' },
      { studentId: 's1', schoolId: 'B' },
    ]);
  });

  it('a field of the element that only sounds like an identity is none', async () => {
    const named = `<Student id="S">${fields({ GenderIdentity: 'Not selected', StudentUniqueStateId: 's1' })}</Student>`;
    const association = `<StudentSchoolAssociation><StudentReference ref="S"/>${organizationRef('SchoolReference', 'A')}${entry}</StudentSchoolAssociation>`;
    expect((await importEdfi(named, association)).dataOf('student-enrolled')).toMatchObject([{ studentId: 's1' }]);
  });

  it('a reference to an id that no element has is a dead letter, one in a circle too', async () => {
    const lost = `<StudentSchoolAssociation><StudentReference ref="nobody"/>${organizationRef('SchoolReference', 'A')}${entry}</StudentSchoolAssociation>`;
    const circle = '<StudentSchoolAssociation><StudentReference id="R" ref="R"/></StudentSchoolAssociation>';
    const { deadLetters } = await importEdfi(lost, circle);
    expect(deadLetters.map(({ refusal }) => refusal.reason)).toEqual(['unresolved-reference', 'unresolved-reference']);
    expect(deadLetters[0]?.refusal.message).toContain('nobody');
  });

  it.each([
    ['a bare StateOrganizationId', fields({ StateOrganizationId: 'A' })],
    ['a StateOrganizationId in EducationalOrgReference/EducationalOrgIdentity', within('A')],
    ['an EducationOrgIdentificationCode/ID', element('EducationOrgIdentificationCode', fields({ ID: 'code-of-A' }))],
  ])('an organization in an identity is %s', async (_, identity) => {
    const codes = element('EducationOrgIdentificationCode', fields({ ID: 'code-of-A' }));
    const reference = element('SectionReference', element('SectionIdentity', identity, fields({ UniqueSectionCode: 'S1' })));
    const { dataOf } = await importEdfi(
      element('School', fields({ StateOrganizationId: 'A' }), codes),
      enrolment(),
      element('StudentSectionAssociation', studentRef('s1'), reference, fields({ BeginDate: '2011-09-01' })),
    );
    expect(dataOf('section-joined')).toMatchObject([{ schoolId: 'A', sectionId: 'A:S1' }]);
  });
});

describe('Identities match on the fields they give (rule 3)', () => {
  it('a section by LocalCourseCode, SchoolYear, Term, ClassPeriodName and Location', async () => {
    const defined = section('A', 'S1', 'LC').replace(
      '</Section>',
      element('ClassPeriodReference', element('ClassPeriodIdentity', fields({ ClassPeriodName: '1st' }))) +
        element('LocationReference', element('LocationIdentity', fields({ ClassroomIdentificationCode: '101' }))) +
        '</Section>',
    );
    const by = (room: string) => {
      const given = { LocalCourseCode: 'LC', SchoolYear: '2011-2012', Term: 'fall semester', ClassPeriodName: '1st', Location: room };
      return element('SectionReference', element('SectionIdentity', within('A'), fields(given)));
    };
    const member = (reference: string) =>
      element('StudentSectionAssociation', studentRef('s1'), reference, fields({ BeginDate: '2011-09-01' }));
    const { dataOf } = await importEdfi(session(), offering('A', 'LC', 'M1'), defined, member(by('101')), member(by('102')));
    expect(dataOf('section-joined').map(({ sectionId }) => sectionId)).toEqual(['A:LC/2012/fall semester/1st/102', 'A:S1']);
  });

  it('a session by SchoolYear and Term, where no name is given', async () => {
    const { dataOf } = await importEdfi(
      session({ name: 'Autumn', end: '2011-12-16' }),
      session({ name: 'Autumn of the year before', label: '2010-2011', end: '2010-12-16' }),
      transcript({ session: { SchoolYear: '2011-2012', Term: 'Fall Semester' } }),
    );
    expect(dataOf('grade-posted')).toMatchObject([{ termEnd: '2011-12-16' }]);
  });

  it('a course by UniqueCourseId or by CourseCode/ID: both are the one course', async () => {
    const coded = course('A', 'M1', { SubjectArea: 'Mathematics' }).replace(
      '</Course>',
      `${element('CourseCode', fields({ ID: 'C9' }))}</Course>`,
    );
    const byCode = transcript({ student: 's2' }).replace(
      courseRef('A', 'M1'),
      element('CourseReference', element('CourseIdentity', within('A'), element('CourseCode', fields({ ID: 'C9' })))),
    );
    expect((await importEdfi(session(), coded, transcript(), byCode)).dataOf('grade-posted')).toMatchObject([
      { courseId: 'A:M1', subject: 'math' },
      { courseId: 'A:M1', subject: 'math' },
    ]);
  });

  it('rule 5: of one definition given twice the later in reading order stands', async () => {
    const { dataOf } = await importEdfi(session({ end: '2011-12-16' }), session({ end: '2011-12-20' }), transcript());
    expect(dataOf('grade-posted')).toMatchObject([{ termEnd: '2011-12-20' }]);
  });

  it('identifiers are compared exactly', async () => {
    const { dataOf } = await importEdfi(session(), course('A', 'm1', { SubjectArea: 'Mathematics' }), transcript({ course: 'M1' }));
    expect(dataOf('grade-posted')).toMatchObject([{ courseId: 'M1', subject: 'other' }]);
  });
});

describe('What serves an organization serves all below it (rule 4)', () => {
  const tree = [organization('state'), organization('district', 'state'), school('A', 'district'), school('B', 'district')];

  it('looks at the organization, then upward, nearest first, then at definitions without an organization', async () => {
    const definitions = [
      session({ organization: undefined, end: '2011-12-01' }),
      session({ organization: 'state', end: '2011-12-02' }),
      session({ organization: 'district', end: '2011-12-03' }),
      session({ organization: 'A', end: '2011-12-04' }),
    ];
    const ends = async (...elements: readonly string[]) => (await importEdfi(...tree, ...elements, transcript())).dataOf('grade-posted');
    expect(await ends(...definitions)).toMatchObject([{ termEnd: '2011-12-04' }]);
    expect(await ends(...definitions.slice(0, 3))).toMatchObject([{ termEnd: '2011-12-03' }]);
    expect(await ends(...definitions.slice(0, 2))).toMatchObject([{ termEnd: '2011-12-02' }]);
    expect(await ends(...definitions.slice(0, 1))).toMatchObject([{ termEnd: '2011-12-01' }]);
    expect(await ends(session({ organization: 'B' }))).toEqual([]);
  });

  it('a reference without an organization starts at the school of its record and, last, takes a match anywhere', async () => {
    const bare = (elements: readonly string[]) => {
      const record = transcript().replace(
        element('SessionIdentity', within('A'), fields({ SessionName: 'Fall' })),
        element('SessionIdentity', fields({ SessionName: 'Fall' })),
      );
      return importEdfi(...tree, ...elements, record);
    };
    const near = session({ organization: 'district', end: '2011-12-03' });
    const far = session({ organization: 'B', end: '2011-12-09' });
    expect((await bare([near, far])).dataOf('grade-posted')).toMatchObject([{ termEnd: '2011-12-03' }]);
    expect((await bare([far])).dataOf('grade-posted')).toMatchObject([{ termEnd: '2011-12-09' }]);
  });

  it('organizations stand below others by any of their parent references, a circle is no harm', async () => {
    const agency = element(
      'LocalEducationAgency',
      fields({ StateOrganizationId: 'lea' }),
      organizationRef('StateEducationAgencyReference', 'sea'),
    );
    const circle = element(
      'StateEducationAgency',
      fields({ StateOrganizationId: 'sea' }),
      organizationRef('ParentEducationAgencyReference', 'lea'),
    );
    const below = element('School', fields({ StateOrganizationId: 'A' }), organizationRef('LocalEducationAgencyReference', 'lea'));
    const { dataOf } = await importEdfi(agency, circle, below, enrolment(), attendance(), calendarDate('sea', '2011-09-06'));
    expect(dataOf('calendar-published')).toMatchObject([{ schoolId: 'A', instructionalDays: ['2011-09-06'] }]);
  });

  it('a section belongs to its own school alone', async () => {
    const member = element('StudentSectionAssociation', studentRef('s1'), sectionRef('B', 'S1'), fields({ BeginDate: '2011-09-01' }));
    const { dataOf, report } = await importEdfi(...tree, session(), offering('A', 'LC', 'M1'), section('A', 'S1', 'LC'), member);
    expect(dataOf('section-joined')).toMatchObject([{ schoolId: 'B', sectionId: 'B:S1' }]);
    expect(report.warnings['section-not-found']?.count).toBe(1);
  });
});
