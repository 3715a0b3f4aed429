import type { CommunityFacts, IdentityFacts, SchoolFacts, StaffFacts, StudentFacts } from './facts.js';
import { recordKinds, type FactRecordName, type RecordKind } from './record-kinds.js';

type Payloads = StudentFacts &
  SchoolFacts &
  Omit<CommunityFacts, 'profile-adopted' | 'triggers-adopted'> &
  Omit<StaffFacts, 'notice-preferences-set'> &
  IdentityFacts;
type FieldsOf<T> = { readonly [K in keyof Required<T>]: true };

const target = { communityId: true, studentKey: true, sectionId: true, schoolId: true } as const;

/** The fields that each fact keeps in the log; everything else a record carries stays out of it. */
const payloadFields: { readonly [K in FactRecordName]: FieldsOf<Payloads[K]> } = {
  'student-enrolled': { schoolId: true, gradeLevel: true, entryDate: true, firstNinthGradeYear: true },
  'enrollment-retracted': { schoolId: true, entryDate: true },
  'student-withdrawn': { schoolId: true, exitDate: true, entryDate: true, reason: true, diploma: true },
  'withdrawal-retracted': { schoolId: true, exitDate: true },
  'student-identified-as': { newKey: true },
  'identity-retracted': {},
  'community-defined': { schoolId: true, schoolYear: true, name: true, theme: true, sizeLimit: true, gradeLevels: true },
  'community-retracted': { schoolYear: true },
  'community-joined': { communityId: true, date: true, since: true },
  'community-membership-retracted': { communityId: true, date: true },
  'community-left': { communityId: true, date: true, joinedOn: true },
  'community-leaving-retracted': { communityId: true, date: true },
  'section-joined': { schoolId: true, sectionId: true, date: true, courseId: true, subject: true },
  'section-membership-retracted': { sectionId: true, date: true },
  'section-left': { schoolId: true, sectionId: true, date: true, joinedOn: true },
  'section-leaving-retracted': { sectionId: true, date: true },
  'staff-assigned': { ...target, role: true, from: true, to: true },
  'assignment-retracted': { ...target, role: true, from: true },
  'staff-unassigned': { ...target, role: true, to: true },
  'unassignment-retracted': { ...target, role: true, to: true },
  'staff-leave-recorded': { from: true, to: true, substituteKey: true },
  'staff-leave-retracted': { from: true },
  'calendar-published': { firstDay: true, lastDay: true, instructionalDays: true, attendanceTaking: true },
  'calendar-retracted': {},
  'attendance-recorded': { schoolId: true, date: true, sectionId: true, status: true, portionAbsent: true },
  'attendance-retracted': { date: true, sectionId: true },
  'attendance-submitted': { date: true },
  'attendance-submission-retracted': { date: true },
  'grade-posted': {
    schoolId: true,
    courseId: true,
    subject: true,
    termId: true,
    termKind: true,
    termEnd: true,
    markedOn: true,
    origin: true,
    letter: true,
    percent: true,
    gradePoints: true,
    creditsAttempted: true,
    creditsEarned: true,
    core: true,
    summer: true,
    final: true,
  },
  'grade-retracted': { courseId: true, termId: true, origin: true },
  'behavior-recorded': { schoolId: true, incidentId: true, date: true, category: true, actions: true },
  'behavior-retracted': { incidentId: true },
  'assessment-recorded': { assessmentId: true, subject: true, date: true, benchmarkMet: true },
  'assessment-retracted': { assessmentId: true },
  'belonging-surveyed': { schoolYear: true, date: true, invited: true, responded: true, belonging: true },
  'survey-retracted': { date: true },
};

const sortedFields = new Map(Object.entries(payloadFields).map(([name, fields]) => [name, Object.keys(fields).sort()]));

/** Fields of the wire that say whose record it is: the stream says so, they are neither payload nor unknown. */
const identityFields = new Set(['studentId', 'staffId', 'communityId', 'schoolId', 'schoolYear', 'newStudentId', 'substituteId']);

export interface Payload {
  /** The fact's payload, keys sorted: its JSON text is canonical. */
  readonly data: Record<string, unknown>;
  /** True where the record carries more than the fact keeps. */
  readonly hasExtras: boolean;
}

/** What of a record's data the fact keeps. Ids of people must have been replaced by their keys before. */
export function payloadOf(name: FactRecordName, data: Readonly<Record<string, unknown>>): Payload {
  const kept: Record<string, unknown> = {};
  const fields = sortedFields.get(name) ?? [];
  let hasExtras = false;
  for (const field of fields) {
    const value = data[field];
    if (value === undefined) continue;
    if (field === 'actions') {
      const actions = value as readonly { kind: string; days?: number }[];
      kept['actions'] = actions.map((action) =>
        action.days === undefined ? { kind: action.kind } : { days: action.days, kind: action.kind },
      );
      hasExtras = actions.some((action) => Object.keys(action).some((key) => key !== 'kind' && key !== 'days'));
    } else {
      kept[field] = value;
    }
  }
  for (const field in data) {
    if (!identityFields.has(field) && !fields.includes(field)) hasExtras = true;
  }
  return { data: kept, hasExtras };
}

/** One string for the natural key of a fact within its stream; the same for a kind and its retracting twin. */
export function naturalKey(name: FactRecordName, payload: Readonly<Record<string, unknown>>): string {
  const kind: RecordKind = recordKinds[name];
  let key: string = kind.retracts ?? name;
  for (const field of kind.key) {
    const value = payload[field] ?? (field === 'origin' ? 'grade' : '');
    const text = String(value);
    key += `|${text.length}:${text}`;
  }
  return key;
}

const eventTypes = new Map(Object.keys(recordKinds).map((name) => [name, `${name}.v1`]));

/** The type of the event that keeps a record: one text for all its events, for whoever looks it up. */
export function eventTypeOf(name: FactRecordName): string {
  return eventTypes.get(name) ?? `${name}.v1`;
}

/** The record name of an event type such as `attendance-recorded.v1`; null where it is no fact of a record. */
export function recordNameOf(eventType: string): FactRecordName | null {
  const name = eventType.slice(0, eventType.lastIndexOf('.'));
  return Object.hasOwn(recordKinds, name) ? (name as FactRecordName) : null;
}
