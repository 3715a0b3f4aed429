import type { CollectionDefinition } from '#libs/event-sourcing';

/** What has come from one source for one school, so that a feed that has fallen silent shows. */
export interface FeedDocument {
  readonly district: string;
  readonly schoolId: string;
  readonly source: string;
  /** Facts by kind of record, superseded ones too. */
  readonly counts: Readonly<Record<string, number>>;
  /** When the last one was appended. */
  readonly lastRecordedAt: string;
  /** When the source made the latest one. */
  readonly lastKnownAt: string | null;
  /** The latest school day with attendance or a submission. */
  readonly lastAttendanceDate: string | null;
}

export const feeds: CollectionDefinition = { name: 'feeds', indexes: { byDistrict: ['district', 'schoolId'] } };
