import type { CollectionDefinition } from '#libs/event-sourcing';

/** What has come from one source for one school, so that a feed that has fallen silent shows. */
export interface FeedDocument {
  readonly district: string;
  /** null: of records that name no school, as a retraction by its natural key or a member of staff. */
  readonly schoolId: string | null;
  readonly source: string;
  /** Facts by kind of record, superseded ones too. */
  readonly counts: Readonly<Record<string, number>>;
  /** Those of them that came later than a newer version of the same record; without kinds that have none. */
  readonly superseded: Readonly<Record<string, number>>;
  /** When the last one of each kind was appended. */
  readonly lastOfKind: Readonly<Record<string, string>>;
  /** When the last one was appended. */
  readonly lastRecordedAt: string;
  /** When the source made the latest one. */
  readonly lastKnownAt: string | null;
  /** The latest school day with attendance or a submission. */
  readonly lastAttendanceDate: string | null;
  /** The latest school day whose attendance was submitted as a whole. */
  readonly lastSubmittedDate: string | null;
}

export const feeds: CollectionDefinition = { name: 'feeds', indexes: { byDistrict: ['district', 'schoolId'] } };

/** How many facts of a feed were appended on one day, so that a district can reconcile what it has sent. */
export interface FeedDayDocument {
  readonly district: string;
  /** In UTC. */
  readonly day: string;
  readonly schoolId: string | null;
  readonly source: string;
  /** By kind of record and by hour of the day (UTC, two digits): how many were appended, and how many of those were superseded. */
  readonly hours: Readonly<Record<string, Readonly<Record<string, readonly [appended: number, superseded: number]>>>>;
}

export const feedDays: CollectionDefinition = { name: 'feed-days', indexes: { byDay: ['district', 'day'] } };
