import { studentIdNames } from '../references/element-names.js';
import type { Located } from '../references/reference-reader.js';
import type { Term } from '../references/terms.js';
import { identifier, labelledYear, required } from '../references/values.js';
import { child, textOf } from '../xml/xml-node.js';
import type { ClaimElement, KindContext } from './kind-context.js';
import { claimMark } from './marks.js';

interface AcademicRecord {
  readonly label: string | undefined;
  readonly term: Term | undefined;
}

/** Kept for transcripts that name their academic record by student and year alone. */
export const claimAcademicRecord: ClaimElement = (element, context) => {
  const studentId = context.interchange.references.studentIn(element);
  if (studentId === undefined) return;
  const value: AcademicRecord = { label: textOf(element.node, 'SchoolYear'), term: sessionIn(element, undefined, context) };
  const key = [studentId, value.label ?? '', value.term?.id ?? ''];
  context.staging.claim({ kind: 'academic-record', key, owner: studentId, order: '', value });
};

/** A final mark of a course: its term is the session of its academic record. */
export const claimTranscript: ClaimElement = (element, context) => {
  const { references, courses } = context.interchange;
  const record = references.identityIn(element, 'StudentAcademicRecordReference') ?? element;
  const student = references.studentIn(record) ?? textOf(record.node, ...studentIdNames) ?? references.studentIn(element);
  const studentId = identifier(student, 'CourseTranscript/StudentAcademicRecordReference/StudentReference', 'student');
  const ownSchool = references.organizationIn(element);
  const label = textOf(record.node, 'SchoolYear') ?? textOf(element.node, 'SchoolYear');
  const term = termOf(record, { studentId, label, ownSchool }, context);
  const school = ownSchool ?? term?.organization;
  const reference = required(child(element.node, 'CourseReference'), 'CourseTranscript/CourseReference', 'course');
  claimMark(
    element,
    {
      studentId,
      origin: 'transcript',
      course: courses.find({ node: reference, file: element.file }, school),
      school,
      term,
      termParts: [],
      termPath: 'CourseTranscript/StudentAcademicRecordReference/SessionReference',
      final: true,
      label,
      sessionTerm: term?.term,
    },
    context,
  );
};

function termOf(
  record: Located,
  { studentId, label, ownSchool }: { studentId: string; label: string | undefined; ownSchool: string | undefined },
  context: KindContext,
): Term | undefined {
  if (child(record.node, 'SessionReference') !== undefined) return sessionIn(record, ownSchool, context);
  const records = context.staging.claimsOf<AcademicRecord>('academic-record', studentId);
  return records.findLast((each) => label === undefined || labelledYear(each.label) === labelledYear(label))?.term;
}

function sessionIn(element: Located, recordSchool: string | undefined, { interchange }: KindContext): Term | undefined {
  return interchange.offerings.sessionIn(element, recordSchool);
}
