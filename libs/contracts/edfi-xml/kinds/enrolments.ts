import { firstDayOf, schoolYearOf, type SisRecord } from '#libs/domain';
import { word, type Diploma, type GradeLevel, type WithdrawalReason } from '../mapping/vocabulary.js';
import { studentOf } from './people.js';
import { checkLabel, type ClaimElement, type KindContext } from './kind-context.js';
import { dateIn, identifier, required, requiredDateIn } from '../references/values.js';
import { Refused } from '../refused.js';
import { textOf } from '../xml/xml-node.js';

export interface Enrolment {
  readonly studentId: string;
  readonly schoolId: string;
  readonly entryDate: string;
  readonly gradeLevel: GradeLevel;
  /** First day no longer enrolled; at most the July 1 after its school year. */
  readonly exitDate?: string;
  readonly reason: WithdrawalReason;
  readonly diploma?: Diploma;
}

const kind = 'StudentSchoolAssociation';

export const claimEnrolment: ClaimElement = (element, context) => {
  const { node } = element;
  const studentId = studentOf(element, context);
  const school = context.interchange.references.organizationIn(element, 'SchoolReference', 'EducationOrganizationReference');
  const schoolId = identifier(school, `${kind}/SchoolReference`, 'school');
  const entryDate = requiredDateIn(node, `${kind}/EntryDate`, 'EntryDate');
  const gradeLevel = gradeOf(required(textOf(node, 'EntryGradeLevel', 'GradeLevel'), `${kind}/EntryGradeLevel`, 'grade level'), context);
  checkLabel(textOf(node, 'SchoolYear'), entryDate, element, context.report);
  const enrolment: Enrolment = { studentId, schoolId, entryDate, gradeLevel, ...exitOf(element, entryDate, context) };
  const key = [studentId, schoolId, entryDate];
  context.staging.claim({ kind: 'enrolment', key, owner: studentId, order: entryDate, value: enrolment });
  const schoolYear = schoolYearOf(entryDate);
  const value = { schoolId, schoolYear };
  context.staging.claim({ kind: 'school-year', key: [schoolId, schoolYear], owner: schoolId, order: schoolId, value });
};

/** Enrolments by entry date, each followed by its withdrawal. */
export function* enrolmentRecords(context: KindContext): Generator<SisRecord> {
  for (const enrolment of context.staging.claims<Enrolment>('enrolment')) {
    const { studentId, schoolId, entryDate, gradeLevel, reason, diploma } = enrolment;
    const schoolYear = schoolYearOf(entryDate);
    yield context.record('student-enrolled', studentId, { studentId, schoolId, schoolYear, gradeLevel, entryDate });
    const exitDate = ownExit(enrolment, context);
    if (exitDate === undefined) continue;
    const data = { studentId, schoolId, schoolYear, entryDate, exitDate, reason, ...(diploma && { diploma }) };
    yield context.record('student-withdrawn', studentId, data);
  }
}

/**
 * The exit date under which a withdrawal is kept. Two enrolments at one school that end on one day would be one key: then the earlier
 * ends where the later begins, which leaves the same days enrolled at the same school and grade.
 */
function ownExit({ studentId, schoolId, entryDate, exitDate }: Enrolment, { staging }: KindContext): string | undefined {
  if (exitDate === undefined) return undefined;
  const later = staging
    .claimsOf<Enrolment>('enrolment', studentId)
    .find((other) => other.schoolId === schoolId && other.exitDate === exitDate && other.entryDate > entryDate);
  return later === undefined ? exitDate : later.entryDate;
}

/** The end of an enrolment. An exit in a later school year is none: the enrolment ends with its own year. */
function exitOf(
  element: Parameters<ClaimElement>[0],
  entryDate: string,
  context: KindContext,
): Pick<Enrolment, 'exitDate' | 'reason' | 'diploma'> {
  const { node } = element;
  const exitDate = dateIn(node, `${kind}/ExitWithdrawDate`, 'ExitWithdrawDate');
  const ending = endingOf(textOf(node, 'ExitWithdrawType'), context);
  if (exitDate === undefined) return ending;
  const example = `${context.report.origin(element)}: entry ${entryDate}, exit ${exitDate}`;
  if (exitDate > firstDayOf(schoolYearOf(entryDate) + 1)) {
    context.report.warn('exit-after-school-year', `${example}; the enrolment ends with its school year`);
    return ending;
  }
  if (exitDate >= entryDate) return { ...ending, exitDate };
  context.report.warn('exit-before-entry', `${example}; no day is enrolled`);
  return { ...ending, exitDate: entryDate };
}

function endingOf(type: string | undefined, { mapping }: KindContext): Pick<Enrolment, 'reason' | 'diploma'> {
  const text = word(type ?? '');
  const exit = mapping.exits.find(({ contains }) => contains.some((piece) => text.includes(piece.toLowerCase())));
  if (exit === undefined) return { reason: 'other' };
  return { reason: exit.reason, ...(exit.diploma && { diploma: exit.diploma }) };
}

function gradeOf(text: string, { mapping }: KindContext): GradeLevel {
  const grade = Object.entries(mapping.gradeLevels).find(([name]) => word(name) === word(text))?.[1];
  if (grade !== undefined) return grade;
  const message = `grade level "${text}" is not mapped: add it to gradeLevels in a file for --mapping`;
  throw new Refused('unmapped-value', `${kind}/EntryGradeLevel`, message, text);
}
