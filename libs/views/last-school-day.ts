import { districtStream, type DistrictFacts } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { lastOfType } from './last-of-type.js';

/** The district's day, `YYYY-MM-DD`; null before its first one. */
export async function lastSchoolDay(store: EventStore, district: string): Promise<string | null> {
  const { data } = await lastOfType<DistrictFacts['school-day-started']>(store, districtStream(district), 'school-day-started.v1');
  return data?.date ?? null;
}
