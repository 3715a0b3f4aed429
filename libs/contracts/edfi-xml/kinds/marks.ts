import { schoolYearOf, type SisRecord } from '#libs/domain';
import { isOneOf, word, withoutNamespace, type FactTermKind } from '../mapping/vocabulary.js';
import { composedId } from '../references/composed-id.js';
import type { CourseLookup } from '../references/courses.js';
import type { Term } from '../references/terms.js';
import { identifier, numberOf, required, shownIdentity } from '../references/values.js';
import { Refused } from '../refused.js';
import type { StagedElement } from '../staging/staging.js';
import { child, textOf, type XmlNode } from '../xml/xml-node.js';
import { schoolOfEnrolment } from './enrolment-lookup.js';
import { checkLabel, type KindContext } from './kind-context.js';
import { keptCourse } from './mark-course.js';
import { letterAndPercent } from './mark-letter.js';
import type { Section } from '../references/sections.js';

/** What grades and transcripts have in common, once their references are followed. */
export interface MarkSource {
  readonly studentId: string;
  readonly origin: 'grade' | 'transcript';
  readonly course: CourseLookup;
  readonly section?: Section | undefined;
  readonly school: string | undefined;
  readonly term: Term | undefined;
  /** Beside the term, what makes this mark another than the next. */
  readonly termParts: readonly (string | undefined)[];
  /** Where the term is named. */
  readonly termPath: string;
  readonly final: boolean;
  readonly label: string | undefined;
  /** The session's term, for summer terms. */
  readonly sessionTerm: string | undefined;
}

/** Claims a mark; refused where the end of its term is not found. */
export function claimMark(element: StagedElement, source: MarkSource, context: KindContext): void {
  const { kind, node } = element;
  const { studentId, origin, final, term } = source;
  const termEnd = term?.endDate ?? refuseTerm(element, source);
  const { courseId, subject } = keptCourse(source.course, source.section);
  if (source.course.found === null) context.report.warn('course-not-found', `${context.report.origin(element)}: ${courseId ?? 'no id'}`);
  const school = source.school ?? schoolOfEnrolment(studentId, termEnd, context.staging);
  checkLabel(source.label, termEnd, element, context.report);
  const data = {
    studentId,
    schoolId: identifier(school, `${kind}/EducationOrganizationReference`, 'school'),
    schoolYear: schoolYearOf(termEnd),
    courseId: identifier(courseId, `${kind}/CourseReference`, 'course'),
    subject,
    termId: composedId(term?.id, ...source.termParts),
    termKind: termKindOf(source, context),
    termEnd,
    origin,
    ...letterAndPercent(element, context),
    ...creditsOf(node),
    ...(isSummer(source, context) && { summer: true }),
    final,
  };
  const key = [studentId, data.schoolYear, data.courseId, data.termId, origin];
  context.staging.claim({ kind: 'mark', key, owner: studentId, order: termEnd, value: data });
}

/** Marks by the end of their term. */
export function* markRecords(context: KindContext): Generator<SisRecord> {
  for (const mark of context.staging.claims<{ readonly studentId: string }>('mark')) {
    yield context.record('grade-posted', mark.studentId, { ...mark });
  }
}

/** The kind of a mark by the type of its grade; null for types that are no marks. */
export function finalOf(type: string | undefined, { mapping }: KindContext): boolean | null {
  const { finalTypes, interimTypes, ignoredTypes } = mapping.marks;
  const given = required(type, 'Grade/GradeType', 'grade type');
  if (isOneOf(given, ignoredTypes)) return null;
  if (isOneOf(given, finalTypes)) return true;
  if (isOneOf(given, interimTypes)) return false;
  const found = withoutNamespace(given);
  throw new Refused(
    'unmapped-value',
    'Grade/GradeType',
    `grade type "${found}" is not mapped: add it to marks in a file for --mapping`,
    found,
  );
}

function refuseTerm({ node }: StagedElement, { termPath, term }: MarkSource): never {
  const reference = termPath
    .split('/')
    .slice(1)
    .reduce<XmlNode | undefined>((at, name) => at && (child(at, name) ?? at.children.map((each) => child(each, name)).find(Boolean)), node);
  const named = term?.id ?? (reference && shownIdentity(reference)) ?? 'nothing';
  const message = `end of the term not found: no session or grading period in the interchange matches ${named}`;
  throw new Refused('unresolved-reference', termPath, message, named);
}

function termKindOf({ term, final }: MarkSource, { mapping }: KindContext): FactTermKind {
  const names = [term?.name, term?.term].map((name) => word(name ?? ''));
  const known = mapping.marks.termKinds.find(({ contains }) => names.some((name) => name.includes(contains.toLowerCase())));
  return known?.kind ?? (final ? 'semester' : 'progress');
}

function isSummer({ sessionTerm }: MarkSource, { mapping }: KindContext): boolean {
  return sessionTerm !== undefined && isOneOf(sessionTerm, mapping.marks.summerTerms);
}

function creditsOf(node: XmlNode): { creditsAttempted?: number; creditsEarned?: number } {
  const attempted = creditIn(node, 'CreditsAttempted', 'AttemptedCredits');
  const earned = creditIn(node, 'CreditsEarned', 'EarnedCredits');
  return { ...(attempted !== undefined && { creditsAttempted: attempted }), ...(earned !== undefined && { creditsEarned: earned }) };
}

function creditIn(node: XmlNode, ...names: readonly string[]): number | undefined {
  const credits = child(node, ...names);
  const number = numberOf(credits && (textOf(credits, 'Credit', 'Credits') ?? credits.text));
  return number === undefined || number < 0 ? undefined : number;
}
