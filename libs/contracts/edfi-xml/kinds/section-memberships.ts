import { addDays, type SisRecord } from '#libs/domain';
import type { Subject } from '../mapping/vocabulary.js';
import { dateIn, identifier, required, requiredDateIn } from '../references/values.js';
import type { Section } from '../references/sections.js';
import type { StagedElement } from '../staging/staging.js';
import { child } from '../xml/xml-node.js';
import { lastEnrolledYear, schoolOfEnrolment } from './enrolment-lookup.js';
import type { ClaimElement, KindContext } from './kind-context.js';
import { courseOf } from './mark-course.js';
import { studentOf } from './people.js';
import { groupedPeriods, yearlyParts, type Period } from './yearly-periods.js';

interface SectionMember extends Period {
  readonly group: readonly [studentId: string, sectionId: string];
  readonly schoolId: string;
  readonly courseId?: string;
  readonly subject?: Subject;
}

/** A section counts from its begin date to its end date, both included. */
export const claimSectionMember: ClaimElement = (element, context) => {
  const { kind, node } = element;
  const studentId = studentOf(element, context);
  const begin = requiredDateIn(node, `${kind}/BeginDate`, 'BeginDate');
  const lastDay = dateIn(node, `${kind}/EndDate`, 'EndDate');
  const section = required(sectionOf(element, context), `${kind}/SectionReference`, 'section');
  const sectionId = identifier(section.sectionId, `${kind}/SectionReference`, 'section');
  const school = section.schoolId ?? schoolOfEnrolment(studentId, begin, context.staging);
  const schoolId = identifier(school, `${kind}/SectionReference/EducationalOrgReference`, 'school');
  const end = lastDay === undefined ? undefined : lastDay < begin ? begin : addDays(lastDay, 1);
  const course = courseOf(section);
  const group = [studentId, sectionId] as const;
  const value: SectionMember = { group, begin, ...(end !== undefined && { end }), schoolId, ...course.found };
  context.staging.claim({ kind: 'section-member', key: [...group, begin], owner: studentId, order: group.join('\u0000'), value });
};

/** Joining and leaving of sections, in every school year that an association touches. */
export function* sectionMemberRecords(context: KindContext): Generator<SisRecord> {
  for (const { group, first, periods } of groupedPeriods(context.staging.claims<SectionMember>('section-member'))) {
    const [studentId, sectionId] = group;
    const { schoolId, courseId, subject } = first;
    const lastYear = lastEnrolledYear(studentId, context.staging);
    for (const part of periods.flatMap((period) => yearlyParts(period, lastYear))) {
      const { schoolYear, joined, left } = part;
      const data = { studentId, schoolId, sectionId, schoolYear };
      const course = { ...(courseId && { courseId }), ...(subject && { subject }) };
      yield context.record('section-joined', studentId, { ...data, ...course, date: joined });
      if (left !== undefined) yield context.record('section-left', studentId, { ...data, date: left, joinedOn: joined });
    }
  }
}

/** The section that an element refers to; counted where it is not defined. */
export function sectionOf(element: StagedElement, { interchange, report }: KindContext, recordSchool?: string): Section | undefined {
  const reference = child(element.node, 'SectionReference');
  if (reference === undefined) return undefined;
  const section = interchange.sections.find({ node: reference, file: element.file }, recordSchool);
  if (section !== undefined && !section.defined) report.warn('section-not-found', `${report.origin(element)}: ${section.sectionId}`);
  return section;
}
