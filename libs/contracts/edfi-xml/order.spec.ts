import {
  attendance,
  calendarDate,
  element,
  enrolment,
  fields,
  importEdfi,
  organizationRef,
  sectionRef,
  session,
  staffRef,
  studentRef,
  transcript,
  within,
} from '#libs/testing';
import { describe, expect, it } from '@jest/globals';

const cohortRef = element('CohortReference', element('CohortIdentity', fields({ CohortIdentifier: 'red' }), within('A')));
const begin = fields({ BeginDate: '2011-09-01' });

/** One of everything, in no good order. */
const everything = [
  attendance({ date: '2011-09-07', category: 'Tardy' }),
  attendance({ date: '2011-09-06', category: 'Absence' }),
  element(
    'DisciplineAction',
    element('Disciplines', fields({ CodeValue: 'OSS' })),
    fields({ DisciplineDate: '2011-10-10' }),
    studentRef('s1'),
    element('DisciplineIncidentReference', element('DisciplineIncidentIdentity', within('A'), fields({ IncidentIdentifier: 'I1' }))),
  ),
  transcript(),
  element('StudentSectionAssociation', studentRef('s1'), sectionRef('A', 'S1'), begin),
  element('StudentCohortAssociation', studentRef('s1'), cohortRef, begin),
  enrolment({ exit: '2012-02-01' }),
  element('StaffCohortAssociation', staffRef('t1'), cohortRef, begin),
  element('Cohort', fields({ CohortIdentifier: 'red' }), organizationRef('EducationOrgReference', 'A')),
  calendarDate('A', '2011-09-06'),
  session(),
  element('Staff', fields({ StaffUniqueStateId: 't1' })),
  element('Student', fields({ StudentUniqueStateId: 's1' })),
];

describe('The order of work (rule 30)', () => {
  it('rule 30: people, calendars, communities, staff, enrolments, memberships, marks, behavior, attendance, submissions', async () => {
    const { records } = await importEdfi(...everything);
    expect(records.map(({ name }) => name)).toEqual([
      'student-profile',
      'staff-profile',
      'calendar-published',
      'community-defined',
      'staff-assigned',
      'student-enrolled',
      'student-withdrawn',
      'community-joined',
      'section-joined',
      'grade-posted',
      'behavior-recorded',
      'attendance-recorded',
      'attendance-recorded',
      'attendance-submitted',
    ]);
  });

  it('rule 30: the order of the elements makes no difference where no key is given twice', async () => {
    const forward = await importEdfi(...everything);
    const backward = await importEdfi(...everything.toReversed());
    expect(JSON.stringify(backward.records)).toBe(JSON.stringify(forward.records));
  });

  it('rule 30: read counts the source elements of a mapped kind; emitted and dead-lettered ones are what they became', async () => {
    const { report } = await importEdfi(
      ...everything,
      attendance({ category: 'Partial' }),
      attendance({ date: '2011-09-07', category: 'Absence' }),
    );
    expect(report.records['attendance-recorded']).toEqual({ read: 4, emitted: 2, deadLettered: 1 });
    expect(report.records['student-withdrawn']).toEqual({ read: 0, emitted: 1, deadLettered: 0 });
    expect(report.read).toMatchObject({ AttendanceEvent: 4, Session: 1, Cohort: 1 });
  });

  it('subject is whose record it is', async () => {
    const { records } = await importEdfi(...everything);
    for (const { name, subject, data } of records) {
      const field =
        name === 'calendar-published' || name === 'attendance-submitted'
          ? 'schoolId'
          : name.startsWith('staff-')
            ? 'staffId'
            : name === 'community-defined'
              ? 'communityId'
              : 'studentId';
      expect(subject).toBe(data[field]);
    }
  });
});
