import type { RecordName } from '#libs/domain';

/** Where a district's records come in. All have the same number of partitions, so that partition p of each holds the same students. */
export const sisTopics = ['homeroom.sis.roster', 'homeroom.sis.attendance', 'homeroom.sis.grades', 'homeroom.sis.behavior'] as const;

export type SisTopic = (typeof sisTopics)[number];

/** Messages that were refused, with their original bytes and the reason. */
export const DEAD_LETTER_TOPIC = 'homeroom.sis.dead-letters';

/** One event for each change of a student's status, for a district's own systems. */
export const STATUS_TOPIC = 'homeroom.on-track.status';

/** Changes of status that would have been under other rules: never those that are. */
export const REPLAY_TOPIC = 'homeroom.on-track.replay';

/** The key of a message: whoever has it gets all records of that subject, in their order. */
export function recordKey(district: string, subject: string): string {
  return `${district}/${subject}`;
}

/** Whose message it is by its key, where what is in it cannot be read; undefined where the key does not say. */
export function districtOfKey(key: Uint8Array | null): string | undefined {
  const [, district] = /^([^/]{1,200})\//u.exec(Buffer.from(key ?? []).toString('utf8')) ?? [];
  return district;
}

/** The topic that a kind of record is sent to. Any of them is accepted in any of the topics. */
export function topicOf(name: RecordName): SisTopic {
  return topicOfRecord[name];
}

const [roster, attendance, grades, behavior] = sisTopics;

const topicOfRecord: Readonly<Record<RecordName, SisTopic>> = {
  'student-enrolled': roster,
  'enrollment-retracted': roster,
  'student-withdrawn': roster,
  'withdrawal-retracted': roster,
  'student-profile': roster,
  'student-identified-as': roster,
  'identity-retracted': roster,
  'community-defined': roster,
  'community-retracted': roster,
  'community-joined': roster,
  'community-membership-retracted': roster,
  'community-left': roster,
  'community-leaving-retracted': roster,
  'section-joined': roster,
  'section-membership-retracted': roster,
  'section-left': roster,
  'section-leaving-retracted': roster,
  'staff-profile': roster,
  'staff-assigned': roster,
  'assignment-retracted': roster,
  'staff-unassigned': roster,
  'unassignment-retracted': roster,
  'staff-leave-recorded': roster,
  'staff-leave-retracted': roster,
  'calendar-published': roster,
  'calendar-retracted': roster,
  'belonging-surveyed': roster,
  'survey-retracted': roster,
  'attendance-recorded': attendance,
  'attendance-retracted': attendance,
  'attendance-submitted': attendance,
  'attendance-submission-retracted': attendance,
  'grade-posted': grades,
  'grade-retracted': grades,
  'assessment-recorded': grades,
  'assessment-retracted': grades,
  'behavior-recorded': behavior,
  'behavior-retracted': behavior,
};
