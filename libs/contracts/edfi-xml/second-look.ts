import type { SisRecord } from '#libs/domain';
import { deadLetterOf } from './dead-letters.js';
import type { EdfiItem } from './edfi-import.js';
import { AttendanceTakings } from './kinds/attendance-taking.js';
import { attendanceRecords } from './kinds/attendance.js';
import { behaviorRecords } from './kinds/behavior.js';
import { calendarRecords, submissionRecords } from './kinds/calendars.js';
import { communityRecords, memberRecords } from './kinds/communities.js';
import { enrolmentRecords } from './kinds/enrolments.js';
import type { KindContext } from './kinds/kind-context.js';
import { elementKinds, type ElementKind } from './kinds/kind-table.js';
import { markRecords } from './kinds/marks.js';
import { profileRecords } from './kinds/people.js';
import { sectionMemberRecords } from './kinds/section-memberships.js';
import { assignmentRecords } from './kinds/staff-assignments.js';
import { Refused } from './refused.js';
import type { StagedElement } from './staging/staging.js';

/** Reads the staged elements into claims, those that natural keys collapse; what is refused comes out as dead letters, null after each element. */
export function* claimAll(context: KindContext, district: string): Generator<EdfiItem | null> {
  for (const kind of elementKinds) {
    const { claim, element } = kind;
    if (claim === null) continue;
    for (const staged of context.staging.elements(element)) {
      try {
        claim(staged, context);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        yield* refuse(staged, error, { kind, context, district });
      }
      yield null;
    }
  }
}

/** The dead letter of an element; what only helps to read others is a warning. */
export function* refuse(
  element: Pick<StagedElement, 'file' | 'line' | 'node' | 'kind'>,
  refused: Refused,
  { kind, context, district }: { kind: ElementKind; context: KindContext; district: string },
): Generator<EdfiItem> {
  const { report, interchange } = context;
  if (kind.record === null) {
    report.warn('definition-not-readable', `${report.origin(element)}: ${element.kind}: ${refused.message}`);
    return;
  }
  report.countOf(kind.record).deadLettered += 1;
  const deadLetter = deadLetterOf(element, refused, { record: kind.record, district, report, references: interchange.references });
  yield { kind: 'dead-letter', deadLetter };
}

/** Every record in the order in which it is told: people, then what the later ones stand on, attendance by date. */
export function* emitAll(context: KindContext): Generator<SisRecord> {
  context.staging.sortAttendance();
  const takings = new AttendanceTakings(context);
  yield* profileRecords(context);
  yield* calendarRecords(takings, context);
  yield* communityRecords(context);
  yield* assignmentRecords(context);
  yield* enrolmentRecords(context);
  yield* memberRecords(context);
  yield* sectionMemberRecords(context);
  yield* markRecords(context);
  yield* behaviorRecords(context);
  yield* attendanceRecords(context);
  yield* submissionRecords(takings, context);
}
