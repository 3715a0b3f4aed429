/** How a kind of record is kept: in whose stream, and which fields of its fact are its natural key beside that stream. */
export interface RecordKind {
  readonly stream: 'student' | 'school' | 'community' | 'staff' | 'identity';
  readonly key: readonly string[];
  /** Set on a retracting twin: the kind whose versions it ends. */
  readonly retracts?: string;
}

const target = ['communityId', 'studentKey', 'sectionId', 'schoolId'] as const;

/**
 * Every kind of record that becomes a fact. The two profiles of people (`student-profile`, `staff-profile`) are not here:
 * they go to the directory and never to the log.
 */
export const recordKinds = {
  'student-enrolled': { stream: 'student', key: ['schoolId', 'entryDate'] },
  'enrollment-retracted': { stream: 'student', key: ['schoolId', 'entryDate'], retracts: 'student-enrolled' },
  'student-withdrawn': { stream: 'student', key: ['schoolId', 'exitDate'] },
  'withdrawal-retracted': { stream: 'student', key: ['schoolId', 'exitDate'], retracts: 'student-withdrawn' },
  'student-identified-as': { stream: 'identity', key: [] },
  'identity-retracted': { stream: 'identity', key: [], retracts: 'student-identified-as' },
  'community-defined': { stream: 'community', key: ['schoolYear'] },
  'community-retracted': { stream: 'community', key: ['schoolYear'], retracts: 'community-defined' },
  'community-joined': { stream: 'student', key: ['communityId', 'date'] },
  'community-membership-retracted': { stream: 'student', key: ['communityId', 'date'], retracts: 'community-joined' },
  'community-left': { stream: 'student', key: ['communityId', 'date'] },
  'community-leaving-retracted': { stream: 'student', key: ['communityId', 'date'], retracts: 'community-left' },
  'section-joined': { stream: 'student', key: ['sectionId', 'date'] },
  'section-membership-retracted': { stream: 'student', key: ['sectionId', 'date'], retracts: 'section-joined' },
  'section-left': { stream: 'student', key: ['sectionId', 'date'] },
  'section-leaving-retracted': { stream: 'student', key: ['sectionId', 'date'], retracts: 'section-left' },
  'staff-assigned': { stream: 'staff', key: ['role', ...target, 'from'] },
  'assignment-retracted': { stream: 'staff', key: ['role', ...target, 'from'], retracts: 'staff-assigned' },
  'staff-unassigned': { stream: 'staff', key: ['role', ...target, 'to'] },
  'unassignment-retracted': { stream: 'staff', key: ['role', ...target, 'to'], retracts: 'staff-unassigned' },
  'staff-leave-recorded': { stream: 'staff', key: ['from'] },
  'staff-leave-retracted': { stream: 'staff', key: ['from'], retracts: 'staff-leave-recorded' },
  'calendar-published': { stream: 'school', key: [] },
  'calendar-retracted': { stream: 'school', key: [], retracts: 'calendar-published' },
  'attendance-recorded': { stream: 'student', key: ['date', 'sectionId'] },
  'attendance-retracted': { stream: 'student', key: ['date', 'sectionId'], retracts: 'attendance-recorded' },
  'attendance-submitted': { stream: 'school', key: ['date'] },
  'attendance-submission-retracted': { stream: 'school', key: ['date'], retracts: 'attendance-submitted' },
  'grade-posted': { stream: 'student', key: ['courseId', 'termId', 'origin'] },
  'grade-retracted': { stream: 'student', key: ['courseId', 'termId', 'origin'], retracts: 'grade-posted' },
  'behavior-recorded': { stream: 'student', key: ['incidentId'] },
  'behavior-retracted': { stream: 'student', key: ['incidentId'], retracts: 'behavior-recorded' },
  'assessment-recorded': { stream: 'student', key: ['assessmentId'] },
  'assessment-retracted': { stream: 'student', key: ['assessmentId'], retracts: 'assessment-recorded' },
  'belonging-surveyed': { stream: 'community', key: ['date'] },
  'survey-retracted': { stream: 'community', key: ['date'], retracts: 'belonging-surveyed' },
} as const satisfies Record<string, RecordKind>;

export type FactRecordName = keyof typeof recordKinds;
export type ProfileRecordName = 'student-profile' | 'staff-profile';
export type RecordName = FactRecordName | ProfileRecordName;

/**
 * One record of a district's system, checked and in the one form that every source is brought to.
 * `data` is as received, unknown fields too, for they belong to the content that versions are compared by.
 */
export interface SisRecord {
  readonly name: RecordName;
  readonly district: string;
  /** Whose record it is: the student, staff, school or community id of the district. */
  readonly subject: string;
  /** When the source made or changed it: a UTC instant in normal form (see `normalizeInstant`). */
  readonly time: string;
  /** Orders versions of the same time. */
  readonly sequence?: string;
  /** `/districts/{districtId}/{system}`. */
  readonly source: string;
  /** The envelope's id, for tracing. */
  readonly id?: string;
  readonly traceparent?: string;
  /** False where `time` is only the instant of an import of everything: then unchanged content is not a new version. */
  readonly ownTime: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}
