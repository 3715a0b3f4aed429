import type {
  AlertEvent,
  CareFacts,
  CommunityFacts,
  DistrictFacts,
  IdentityFacts,
  NoticeEvent,
  SchoolFacts,
  StaffFacts,
  StudentFacts,
} from '#libs/domain';

/** Everything after the log that folds events. */
export type Taker =
  | 'on-track'
  | 'identities'
  | 'alerting'
  | 'alerts'
  | 'inboxes'
  | 'outbox'
  | 'feeds'
  | 'staff'
  | 'careers'
  | 'follow-through'
  | 'care'
  | 'outgoing';

type Unversioned<T extends string> = T extends `${infer Name}.v${number}` ? Name : never;

type EventName =
  | keyof StudentFacts
  | keyof SchoolFacts
  | keyof CommunityFacts
  | keyof StaffFacts
  | keyof DistrictFacts
  | keyof IdentityFacts
  | keyof CareFacts
  | Unversioned<AlertEvent['type']>
  | Unversioned<NoticeEvent['type']>
  | 'on-track-status-changed';

const student = ['on-track', 'feeds'] as const;
const roster = [...student, 'careers'] as const;
const school = ['on-track', 'feeds'] as const;
const staff = ['staff', 'alerting', 'feeds'] as const;
const community = ['on-track', 'feeds'] as const;
const reported = ['feeds'] as const;
const followed = ['alerts', 'follow-through'] as const;

/** Who folds which event. A new kind of fact does not compile until a line here says who takes it. */
const whoTakesWhat: Readonly<Record<EventName, readonly Taker[]>> = {
  'student-enrolled': roster,
  'enrollment-retracted': roster,
  'student-withdrawn': roster,
  'withdrawal-retracted': roster,
  'community-joined': roster,
  'community-membership-retracted': roster,
  'community-left': student,
  'community-leaving-retracted': student,
  'section-joined': student,
  'section-membership-retracted': student,
  'section-left': student,
  'section-leaving-retracted': student,
  'attendance-recorded': student,
  'attendance-retracted': student,
  'grade-posted': student,
  'grade-retracted': student,
  'behavior-recorded': student,
  'behavior-retracted': student,
  'assessment-recorded': student,
  'assessment-retracted': student,
  'calendar-published': school,
  'calendar-retracted': school,
  'attendance-submitted': school,
  'attendance-submission-retracted': school,
  'community-defined': community,
  'community-retracted': community,
  'profile-adopted': ['on-track'],
  'school-day-started': ['on-track'],
  'belonging-surveyed': reported,
  'survey-retracted': reported,
  'records-imported': [],
  'student-identified-as': ['on-track', 'alerting', 'identities', 'feeds'],
  'identity-retracted': ['on-track', 'alerting', 'identities', 'feeds'],
  'staff-assigned': staff,
  'assignment-retracted': staff,
  'staff-unassigned': staff,
  'unassignment-retracted': staff,
  'staff-leave-recorded': staff,
  'staff-leave-retracted': staff,
  'notice-preferences-set': ['staff', 'alerting'],
  'contact-recorded': ['alerting', 'care'],
  'contact-retracted': ['alerting', 'care'],
  'triggers-adopted': ['alerting'],
  'school-hour-started': ['alerting'],
  'on-track-status-changed': ['alerting', 'outgoing'],
  'alert-raised': followed,
  'alert-worsened': followed,
  'alert-acknowledged': followed,
  'alert-snoozed': followed,
  'alert-woken': followed,
  'alert-escalated': ['alerts'],
  'alert-merged': ['alerts'],
  'alert-separated': ['alerts'],
  'alert-routed': followed,
  'alert-notified': [...followed, 'inboxes', 'outbox'],
  'digest-queued': ['alerting', 'outbox'],
  'notice-queued': ['outbox'],
  'notice-sent': ['outbox'],
  'notice-failed': ['outbox'],
  'notice-given-up': ['outbox'],
  'notice-withdrawn': ['outbox'],
  'notice-resent': ['outbox'],
  'alert-resolved': followed,
  'alert-retracted': followed,
  'alert-closed': followed,
};

const takers: Readonly<Record<string, readonly Taker[]>> = whoTakesWhat;

/** Whether a stored event is for a projection; types that are not known here are for nobody. */
export function takes(taker: Taker, eventType: string): boolean {
  return takers[eventType.slice(0, eventType.lastIndexOf('.'))]?.includes(taker) ?? false;
}
