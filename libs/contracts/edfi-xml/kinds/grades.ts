import { word } from '../mapping/vocabulary.js';
import type { Term } from '../references/terms.js';
import type { Located } from '../references/reference-reader.js';
import { identifier, required } from '../references/values.js';
import { studentIdNames } from '../references/element-names.js';
import type { StagedElement } from '../staging/staging.js';
import { child, textOf } from '../xml/xml-node.js';
import type { ClaimElement, KindContext } from './kind-context.js';
import { courseOf } from './mark-course.js';
import { claimMark, finalOf } from './marks.js';
import type { Section } from '../references/sections.js';

/** A mark of a section: its course by the section's offering, its term by its grading period, else by the section's session. */
export const claimGrade: ClaimElement = (element, context) => {
  const { node } = element;
  const { references, sections } = context.interchange;
  const type = textOf(node, 'GradeType');
  const final = finalOf(type, context);
  if (final === null) {
    context.report.warn('grade-type-is-no-mark', `${context.report.origin(element)}: ${type ?? ''}`);
    return;
  }
  const association = references.identityIn(element, 'StudentSectionAssociationReference') ?? element;
  const student = references.studentIn(association) ?? textOf(association.node, ...studentIdNames);
  const reference = child(association.node, 'SectionReference');
  const found = reference && sections.find({ node: reference, file: association.file }, undefined);
  const section = required(found, 'Grade/StudentSectionAssociationReference/SectionReference', 'section');
  claimMark(
    element,
    {
      studentId: identifier(student, 'Grade/StudentSectionAssociationReference/StudentReference', 'student'),
      origin: 'grade',
      course: courseOf(section),
      section,
      school: section.schoolId,
      term: termOf(element, section, context),
      termParts: [type && word(type), section.code],
      final,
      termPath: 'Grade/GradingPeriodReference',
      label: textOf(node, 'SchoolYear'),
      sessionTerm: sessionOf(section)?.term,
    },
    context,
  );
};

/** A grading period that is referred to but not found leaves the mark without a term. */
function termOf(element: StagedElement, section: Section, { interchange }: KindContext): Term | undefined {
  const identity: Located | undefined = interchange.references.identityIn(element, 'GradingPeriodReference');
  if (identity === undefined) return sessionOf(section);
  const organization = interchange.references.organizationIn(identity);
  return interchange.gradingPeriods.find(identity.node, { organization, recordSchool: section.schoolId });
}

function sessionOf(section: Section): Term | undefined {
  return section.session ?? section.offering?.session;
}
