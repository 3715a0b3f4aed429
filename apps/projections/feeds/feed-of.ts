import { createHash } from 'node:crypto';
import { parseStream, recordNameOf } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { takes } from '../who-takes-what.js';

/** Which feed a fact came by. */
export interface Feed {
  readonly district: string;
  readonly schoolId: string | null;
  readonly source: string;
  readonly record: string;
}

/** Streams in which records of a district's system stand. */
export const feedPrefixes = ['student-', 'school-', 'community-', 'staff-', 'identity-'] as const;

/** null for what was not sent by a system: a decision of people, for example. */
export function feedOf(event: RecordedEvent): Feed | null {
  if (!takes('feeds', event.type)) return null;
  const record = recordNameOf(event.type);
  if (record === null) return null;
  const stream = parseStream(event.stream);
  const { schoolId = null } = event.data as { readonly schoolId?: string };
  return {
    district: stream.district,
    schoolId: stream.kind === 'school' ? stream.school : schoolId,
    source: event.metadata.source ?? '',
    record,
  };
}

/** A document's id may have 1,000 characters, a day behind it too; a source and a school may have more. */
const LONGEST_ID = 900;

export function feedId({ district, schoolId, source }: Feed): string {
  const id = `${district}/${schoolId ?? ''}/${source}`;
  return id.length <= LONGEST_ID ? id : createHash('sha256').update(id).digest('hex');
}

/** @throws Error for an event that is of no feed, which its projection does not ask for. */
export function requireFeed(event: RecordedEvent): Feed {
  const feed = feedOf(event);
  if (feed === null) throw new Error(`${event.type} is of no feed.`);
  return feed;
}
