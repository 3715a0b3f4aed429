import { statusNames, type StatusChanged } from '#libs/domain';
import { z } from 'zod';
import { sourceOf } from '../native/event-source.js';

/** The type of the events that go out by `homeroom.on-track.status`. */
const STATUS_EVENT_TYPE = 'homeroom.on-track.status-changed.v1';

const ending = z.enum(['corrected', 'recovered', 'rule-changed']);
const figure = z.union([z.number(), z.string()]);

const condition = z.object({
  name: z.string(),
  value: figure.nullable(),
  threshold: figure,
  /** Whether a value that equals the threshold passes. */
  inclusive: z.boolean(),
  result: z.string(),
  present: z.int().optional(),
  enrolled: z.int().optional(),
  ended: ending.optional(),
});

/** What such an event carries: the student by the district's own id, the status, and the figures that it comes from. */
export const statusEventData = z.object({
  studentId: z.string(),
  schoolYear: z.int(),
  asOf: z.iso.date(),
  status: z.enum(statusNames),
  previous: z.enum(statusNames).nullable(),
  milestone: z.string().nullable(),
  gradeLevel: z.string(),
  schoolId: z.string(),
  communityId: z.string().nullable(),
  profile: z.string(),
  profileVersion: z.string(),
  conditions: z.array(condition),
  /** Why the student is no longer off track. */
  ended: ending.optional(),
  /** Nobody was told: the cause is old news. */
  silent: z.literal(true).optional(),
});

/** Such an event in structured mode. One that is replayed has the last three attributes: it says what would have been under other rules. */
export const statusEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.literal(STATUS_EVENT_TYPE),
  subject: z.string(),
  time: z.string().meta({ format: 'date-time' }),
  datacontenttype: z.literal('application/json'),
  partitionkey: z.string(),
  traceparent: z.string().exactOptional(),
  replay: z.literal(true).exactOptional(),
  replayprofile: z.string().exactOptional(),
  replayversion: z.string().exactOptional(),
  data: statusEventData,
});

type StatusEvent = z.output<typeof statusEvent>;

/** A change of status as it was recorded, with whose it is. */
export interface RecordedStatusChange {
  /** Of the event in the log: sent again, it is the same. */
  readonly id: string;
  readonly district: string;
  readonly studentId: string;
  readonly schoolYear: number;
  readonly recordedAt: string;
  readonly traceparent?: string | undefined;
  /** It would have been so under other rules: nothing that is. */
  readonly isReplay?: boolean;
  readonly change: StatusChanged;
}

/**
 * The CloudEvent, in structured mode, of one change of a student's status. One that is replayed is of another source and carries the
 * extensions `replay` (true), `replayprofile` and `replayversion`.
 */
export function statusEventOf({ change, ...recorded }: RecordedStatusChange): StatusEvent {
  const { id, district, studentId, schoolYear, recordedAt, traceparent, isReplay = false } = recorded;
  const data = statusEventData.parse({ ...change, studentId, schoolYear });
  return {
    specversion: '1.0',
    id,
    source: sourceOf(district, isReplay ? 'homeroom-replay' : 'homeroom'),
    type: STATUS_EVENT_TYPE,
    subject: studentId,
    time: recordedAt,
    datacontenttype: 'application/json',
    partitionkey: `${district}/${studentId}`,
    ...(traceparent !== undefined && { traceparent }),
    ...(isReplay && { replay: true, replayprofile: change.profile, replayversion: change.profileVersion }),
    data,
  };
}
