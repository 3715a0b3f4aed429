import type { RecordName } from '#libs/domain';
import { organizationElements } from '../references/element-names.js';
import { claimAttendance } from './attendance.js';
import { claimDiscipline } from './behavior.js';
import { claimCalendarDay } from './calendars.js';
import { claimCommunity, claimMember } from './communities.js';
import { claimEnrolment } from './enrolments.js';
import { claimGrade } from './grades.js';
import { claimAssociation } from './incident-associations.js';
import type { ClaimElement } from './kind-context.js';
import { claimStaff, claimStudent } from './people.js';
import { claimSectionMember } from './section-memberships.js';
import { claimLead, claimOrganizationStaff, claimTeacher } from './staff-assignments.js';
import { claimAcademicRecord, claimTranscript } from './transcripts.js';

export interface ElementKind {
  readonly element: string;
  /** The kind of record that its elements become; null: they only help to read others. */
  readonly record: RecordName | null;
  /** Null: a definition that is loaded before. */
  readonly claim: ClaimElement | null;
}

/**
 * Every kind of element that is mapped, in the order of the second look: enrolments before all that may take its school from one,
 * academic records before transcripts, parts in incidents before actions. Adding a kind begins here.
 */
export const elementKinds: readonly ElementKind[] = [
  ...organizationElements.map(definition),
  ...['Session', 'GradingPeriod', 'Course', 'CourseOffering', 'Section', 'DisciplineDescriptor', 'BehaviorDescriptor'].map(definition),
  definition('DisciplineIncident'),
  { element: 'Student', record: 'student-profile', claim: claimStudent },
  { element: 'Staff', record: 'staff-profile', claim: claimStaff },
  { element: 'Teacher', record: 'staff-profile', claim: claimStaff },
  { element: 'StudentSchoolAssociation', record: 'student-enrolled', claim: claimEnrolment },
  { element: 'CalendarDate', record: 'calendar-published', claim: claimCalendarDay },
  { element: 'Cohort', record: 'community-defined', claim: claimCommunity },
  { element: 'StudentCohortAssociation', record: 'community-joined', claim: claimMember },
  { element: 'StaffCohortAssociation', record: 'staff-assigned', claim: claimLead },
  { element: 'TeacherSectionAssociation', record: 'staff-assigned', claim: claimTeacher },
  { element: 'StaffSectionAssociation', record: 'staff-assigned', claim: claimTeacher },
  { element: 'StaffEducationOrganizationAssignmentAssociation', record: 'staff-assigned', claim: claimOrganizationStaff },
  { element: 'StaffEducationOrgAssignmentAssociation', record: 'staff-assigned', claim: claimOrganizationStaff },
  { element: 'StudentSectionAssociation', record: 'section-joined', claim: claimSectionMember },
  { element: 'StudentAcademicRecord', record: null, claim: claimAcademicRecord },
  { element: 'CourseTranscript', record: 'grade-posted', claim: claimTranscript },
  { element: 'Grade', record: 'grade-posted', claim: claimGrade },
  { element: 'StudentDisciplineIncidentAssociation', record: null, claim: claimAssociation },
  { element: 'StudentDisciplineIncidentBehaviorAssociation', record: null, claim: claimAssociation },
  { element: 'StudentDisciplineIncidentNonOffenderAssociation', record: null, claim: claimAssociation },
  { element: 'DisciplineAction', record: 'behavior-recorded', claim: claimDiscipline },
  { element: 'AttendanceEvent', record: 'attendance-recorded', claim: claimAttendance },
  { element: 'StudentSchoolAttendanceEvent', record: 'attendance-recorded', claim: claimAttendance },
  { element: 'StudentSectionAttendanceEvent', record: 'attendance-recorded', claim: claimAttendance },
];

function definition(element: string): ElementKind {
  return { element, record: null, claim: null };
}
