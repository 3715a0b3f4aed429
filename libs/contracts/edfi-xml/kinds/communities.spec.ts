import { defaultEdfiMapping } from '#libs/contracts';
import {
  element,
  enrolment,
  fields,
  importEdfi,
  importEdfiFiles,
  interchange,
  organizationRef,
  sectionRef,
  studentRef,
  within,
} from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const cohort = (school: string, id: string, given: Readonly<Record<string, string>> = {}) =>
  element('Cohort', fields({ CohortIdentifier: id, ...given }), organizationRef('EducationOrgReference', school));
const member = (school: string, id: string, begin: string, end?: string) =>
  element(
    'StudentCohortAssociation',
    studentRef('s1'),
    element('CohortReference', element('CohortIdentity', fields({ CohortIdentifier: id }), within(school))),
    fields({ BeginDate: begin, EndDate: end }),
  );
const attends = (code: string, begin: string, end?: string) =>
  element('StudentSectionAssociation', studentRef('s1'), sectionRef('A', code), fields({ BeginDate: begin, EndDate: end }));
const years = (...entries: readonly string[]) => entries.map((entry) => enrolment({ entry }));

describe('Communities (rule 20)', () => {
  it('rule 20: a cohort of any type is a community, named for its description; ids repeat between schools', async () => {
    const { dataOf } = await importEdfi(
      cohort('A', 'red', { CohortDescription: 'The Reds', CohortType: 'Academic Intervention' }),
      cohort('B', 'red'),
      member('A', 'red', '2011-09-01'),
      member('B', 'red', '2011-09-01'),
    );
    expect(dataOf('community-defined')).toEqual([
      { communityId: 'A:red', schoolId: 'A', schoolYear: 2012, name: 'The Reds' },
      { communityId: 'B:red', schoolId: 'B', schoolYear: 2012, name: 'B:red' },
    ]);
    expect(dataOf('community-joined').map(({ communityId }) => communityId)).toEqual(['A:red', 'B:red']);
  });

  it('rule 20: which cohort types are communities can be configured', async () => {
    const file = interchange(
      cohort('A', 'red', { CohortType: 'Small Learning Community' }),
      cohort('A', 'blue', { CohortType: 'Counselor List' }),
      member('A', 'red', '2011-09-01'),
      member('A', 'blue', '2011-09-01'),
      member('A', 'unknown', '2011-09-01'),
    );
    const { dataOf } = await importEdfiFiles({ 'a.xml': file }, { ...defaultEdfiMapping, communityTypes: ['small learning community'] });
    expect(dataOf('community-defined')).toMatchObject([{ communityId: 'A:red' }]);
    expect(dataOf('community-joined')).toMatchObject([{ communityId: 'A:red' }]);
  });

  it('rule 20: a member from the begin date up to, not including, the end date', async () => {
    const { dataOf } = await importEdfi(cohort('A', 'red'), member('A', 'red', '2011-09-01', '2012-01-15'));
    expect(dataOf('community-joined')).toEqual([{ studentId: 's1', communityId: 'A:red', schoolYear: 2012, date: '2011-09-01' }]);
    expect(dataOf('community-left')).toEqual([
      { studentId: 's1', communityId: 'A:red', schoolYear: 2012, date: '2012-01-15', joinedOn: '2011-09-01' },
    ]);
  });

  it('rule 20: in every school year touched, which says when the membership began', async () => {
    const { dataOf } = await importEdfi(
      ...years('2010-09-01', '2011-09-01', '2012-09-01'),
      cohort('A', 'red'),
      member('A', 'red', '2010-10-01', '2012-09-15'),
    );
    expect(dataOf('community-joined')).toMatchObject([
      { schoolYear: 2011, date: '2010-10-01' },
      { schoolYear: 2012, date: '2011-07-01', since: '2010-10-01' },
      { schoolYear: 2013, date: '2012-07-01', since: '2010-10-01' },
    ]);
    expect(dataOf('community-left')).toMatchObject([{ schoolYear: 2013, date: '2012-09-15', joinedOn: '2012-07-01' }]);
    expect(dataOf('community-defined').map(({ schoolYear }) => schoolYear)).toEqual([2011, 2012, 2013]);
  });

  it('an open membership reaches the last school year in which the student is enrolled', async () => {
    const { dataOf } = await importEdfi(...years('2011-09-01', '2012-09-01'), cohort('A', 'red'), member('A', 'red', '2010-10-01'));
    expect(dataOf('community-joined').map(({ schoolYear }) => schoolYear)).toEqual([2011, 2012, 2013]);
    expect(dataOf('community-left')).toEqual([]);
  });

  it('memberships that overlap are one, an end before the begin leaves no day', async () => {
    const overlapping = [member('A', 'red', '2010-10-01', '2011-10-01'), member('A', 'red', '2011-03-01')];
    const { dataOf } = await importEdfi(
      ...years('2011-09-01'),
      cohort('A', 'red'),
      ...overlapping,
      member('A', 'blue', '2011-09-05', '2011-09-01'),
    );
    expect(dataOf('community-joined')).toMatchObject([
      { communityId: 'A:blue', date: '2011-09-05' },
      { communityId: 'A:red', date: '2010-10-01' },
      { communityId: 'A:red', date: '2011-07-01' },
    ]);
    expect(dataOf('community-left')).toMatchObject([{ communityId: 'A:blue', date: '2011-09-05', joinedOn: '2011-09-05' }]);
  });

  it('a membership of ages is spread over 30 school years at most', async () => {
    const { dataOf } = await importEdfi(...years('2011-09-01'), member('A', 'red', '1900-01-01', '9000-01-01'));
    expect(dataOf('community-joined')).toHaveLength(30);
    expect(dataOf('community-joined').at(-1)).toMatchObject({ schoolYear: 2012, since: '1900-01-01' });
  });

  it('a cohort that is not in the interchange is joined under its id, and counted', async () => {
    const { dataOf, report } = await importEdfi(member('A', 'red', '2011-09-01'));
    expect(dataOf('community-joined')).toMatchObject([{ communityId: 'A:red' }]);
    expect(dataOf('community-defined')).toEqual([]);
    expect(report.warnings['cohort-not-found']?.count).toBe(1);
  });
});

describe('Sections of a student (rule 12)', () => {
  it('rule 12: a section counts up to and including its end date', async () => {
    const { dataOf } = await importEdfi(attends('S1', '2011-09-01', '2012-01-31'));
    expect(dataOf('section-joined')).toEqual([{ studentId: 's1', schoolId: 'A', sectionId: 'A:S1', schoolYear: 2012, date: '2011-09-01' }]);
    expect(dataOf('section-left')).toMatchObject([{ sectionId: 'A:S1', schoolYear: 2012, date: '2012-02-01', joinedOn: '2011-09-01' }]);
  });

  it('rule 12: open, or to the last day of the year, it ends with its school year', async () => {
    const { dataOf } = await importEdfi(...years('2011-09-01'), attends('S1', '2011-09-01'), attends('S2', '2011-09-01', '2012-06-30'));
    expect(dataOf('section-joined')).toHaveLength(2);
    expect(dataOf('section-left')).toEqual([]);
  });
});
