import { element, fields, organizationRef, sectionRef, sessionRef, studentRef, within } from './edfi-interchange.js';

export interface GivenSession {
  readonly organization?: string | undefined;
  readonly name?: string | undefined;
  readonly term?: string;
  readonly label?: string;
  readonly begin?: string;
  readonly end?: string;
}

export function session(given: GivenSession = {}): string {
  const { name = 'Fall', term = 'Fall Semester', label = '2011-2012', begin = '2011-09-01', end = '2011-12-16' } = given;
  const organization = 'organization' in given ? given.organization : 'A';
  const rest = fields({ SessionName: name, SchoolYear: label, Term: term, BeginDate: begin, EndDate: end });
  return element('Session', rest, organizationRef('EducationOrganizationReference', organization));
}

export function gradingPeriod(organization: string | undefined, name: string, begin: string, end: string): string {
  const rest = fields({ GradingPeriod: name, SchoolYear: '2011-2012', BeginDate: begin, EndDate: end });
  return element('GradingPeriod', rest, organizationRef('EducationOrganizationReference', organization));
}

export function course(organization: string | undefined, id: string, given: Readonly<Record<string, string | undefined>> = {}): string {
  const rest = fields({ UniqueCourseId: id, CourseTitle: 'Title', ...given });
  return element('Course', rest, organizationRef('EducationOrganizationReference', organization));
}

export function courseRef(organization: string | undefined, id: string): string {
  return element('CourseReference', element('CourseIdentity', within(organization), fields({ UniqueCourseId: id })));
}

export function offering(school: string, code: string, courseId: string, sessionName = 'Fall'): string {
  const place = organizationRef('SchoolReference', school);
  return element(
    'CourseOffering',
    fields({ LocalCourseCode: code }),
    place,
    sessionRef(school, { SessionName: sessionName }),
    courseRef(school, courseId),
  );
}

export function section(school: string, code: string, offeringCode: string, sessionName = 'Fall'): string {
  const identity = element(
    'CourseOfferingIdentity',
    within(school),
    fields({ LocalCourseCode: offeringCode }),
    sessionRef(school, { SessionName: sessionName }),
  );
  const reference = element('CourseOfferingReference', identity);
  return element('Section', fields({ UniqueSectionCode: code }), organizationRef('SchoolReference', school), reference);
}

export interface GivenTranscript {
  readonly student?: string;
  readonly school?: string;
  readonly course?: string;
  readonly session?: Readonly<Record<string, string | undefined>>;
  readonly label?: string;
  readonly letter?: string | undefined;
  readonly number?: string;
  readonly result?: string;
}

export function transcript(given: GivenTranscript = {}): string {
  const { student = 's1', school = 'A', label, number, result = 'Pass', session: named = { SessionName: 'Fall' } } = given;
  const letter = 'letter' in given ? given.letter : 'B';
  const record = element(
    'StudentAcademicRecordReference',
    element('StudentAcademicRecordIdentity', studentRef(student), sessionRef(school, named), fields({ SchoolYear: label })),
  );
  const mark = fields({ CourseAttemptResult: result, FinalLetterGradeEarned: letter, FinalNumericGradeEarned: number });
  return element(
    'CourseTranscript',
    mark,
    courseRef(school, given.course ?? 'M1'),
    organizationRef('EducationOrganizationReference', school),
    record,
  );
}

export interface GivenGrade {
  readonly student?: string;
  readonly school?: string;
  readonly section?: string;
  readonly type?: string;
  readonly letter?: string | undefined;
  readonly number?: string;
  readonly label?: string;
  /** Fields of the grading period's identity; none: it references none. */
  readonly period?: Readonly<Record<string, string | undefined>>;
}

export function grade(given: GivenGrade = {}): string {
  const { student = 's1', school = 'A', type = 'Final', number, label, period } = given;
  const letter = 'letter' in given ? given.letter : 'B';
  const association = element(
    'StudentSectionAssociationReference',
    element('StudentSectionAssociationIdentity', studentRef(student), sectionRef(school, given.section ?? 'S1')),
  );
  const reference = period && element('GradingPeriodReference', element('GradingPeriodIdentity', within(school), fields(period)));
  return element(
    'Grade',
    fields({ LetterGradeEarned: letter, NumericGradeEarned: number, GradeType: type, SchoolYear: label }),
    association,
    reference ?? '',
  );
}
