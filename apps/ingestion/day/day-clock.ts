import { districtStream, type DistrictFacts } from '#libs/domain';
import type { Clock, EventStore } from '#libs/event-sourcing';
import { v5 as uuidv5 } from 'uuid';
import { lastOfType } from '#libs/views';

type SchoolDayStarted = DistrictFacts['school-day-started'];

const EVENT_TYPE = 'school-day-started.v1';

/** Fixed for all time: the same day of the same district is the same event, whoever appends it. */
const DAY_NAMESPACE = '6f2c8a3e-51d7-4b0a-9c1e-7d4a5b8e2f10';

/** Nearly always the first try holds: one clock writes, only adopted profiles and ended imports come between. */
const MOST_TRIES = 10;

/**
 * Starts a day of the district, never an earlier one than the last.
 * @param source who says so, for example `/districts/lincoln/clock`.
 * @returns false where that day or a later one has started already.
 */
export async function startSchoolDay(store: EventStore, district: string, date: string, source: string): Promise<boolean> {
  const stream = districtStream(district);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { data, revision } = await lastOfType<SchoolDayStarted>(store, stream, EVENT_TYPE);
    if (data !== null && data.date >= date) return false;
    const day: SchoolDayStarted = { date };
    const id = uuidv5(JSON.stringify([district, date]), DAY_NAMESPACE);
    const events = [{ id, type: EVENT_TYPE, data: day, metadata: { source } }];
    const { outcome } = await store.append({ stream, expectedRevision: revision, events });
    if (outcome === 'appended') return true;
  }
  throw new Error(`The day ${date} of district ${district} could not be started: others wrote its stream ${MOST_TRIES} times. Try again.`);
}

/** Today at the district's place. @param timeZone an IANA name such as `America/Chicago`. */
export function districtToday(clock: Clock, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    clock.now(),
  );
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
