import { schoolYearOf, type SisRecord } from '#libs/domain';
import { isOneOf, word, withoutNamespace } from '../mapping/vocabulary.js';
import { identifier, required, requiredDateIn } from '../references/values.js';
import { Refused } from '../refused.js';
import { child, textOf } from '../xml/xml-node.js';
import { schoolOfEnrolment } from './enrolment-lookup.js';
import { checkLabel, type ClaimElement, type KindContext } from './kind-context.js';
import { studentOf } from './people.js';
import { sectionOf } from './section-memberships.js';

/** One event: a student, a day, a section or none, and the place of its category in the order of precedence. */
export const claimAttendance: ClaimElement = (element, context) => {
  const { kind, node } = element;
  const { references } = context.interchange;
  const event = child(node, 'AttendanceEvent') ?? node;
  const type = textOf(event, 'AttendanceEventType');
  if (type !== undefined && isOneOf(type, context.mapping.attendance.ignoredTypes)) {
    context.report.warn('attendance-type-not-read', `${context.report.origin(element)}: ${type}`);
    return;
  }
  const student = studentOf(element, context);
  const date = requiredDateIn(event, `${kind}/EventDate`, 'EventDate');
  const rank = rankOf(textOf(event, 'AttendanceEventCategory'), kind, context);
  const ownSchool = references.organizationIn(element, 'SchoolReference');
  const section = sectionOf(element, context, ownSchool);
  const school = ownSchool ?? section?.schoolId;
  const recordSchool = identifier(school ?? schoolOfEnrolment(student, date, context.staging), `${kind}/SchoolReference`, 'school');
  const sectionId = section === undefined ? '' : identifier(section.sectionId, `${kind}/SectionReference`, 'section');
  checkLabel(textOf(node, 'SchoolYear'), date, element, context.report);
  context.staging.addAttendance({
    student,
    date,
    section: sectionId,
    rank,
    school: school ?? '',
    recordSchool,
    sequence: element.sequence,
  });
};

/** One record for a student, day and section (or no section), in order of date. */
export function* attendanceRecords(context: KindContext): Generator<SisRecord> {
  const { categories } = context.mapping.attendance;
  let previous = '';
  for (const { student, date, section, rank, recordSchool } of context.staging.attendance()) {
    const key = `${date}\u0000${student}\u0000${section}`;
    if (key === previous) continue;
    previous = key;
    const data = { studentId: student, schoolId: recordSchool, schoolYear: schoolYearOf(date), date };
    const status = categories[rank]?.status;
    yield context.record('attendance-recorded', student, { ...data, ...(section !== '' && { sectionId: section }), status });
  }
}

function rankOf(category: string | undefined, kind: string, { mapping }: KindContext): number {
  const path = `${kind}/AttendanceEventCategory`;
  const given = required(category, path, 'attendance category');
  const rank = mapping.attendance.categories.findIndex((each) => word(each.category) === word(given));
  if (rank >= 0) return rank;
  const found = withoutNamespace(given);
  throw new Refused(
    'unmapped-value',
    path,
    `attendance category "${found}" is not mapped: add it to attendance in a file for --mapping`,
    found,
  );
}
