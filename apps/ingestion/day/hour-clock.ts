import { districtStream, type DistrictFacts } from '#libs/domain';
import type { Clock, EventStore } from '#libs/event-sourcing';
import { v5 as uuidv5 } from 'uuid';
import { lastOfType } from '#libs/views';

type SchoolHourStarted = DistrictFacts['school-hour-started'];

const EVENT_TYPE = 'school-hour-started.v1';

/** Fixed for all time: the same hour of the same district is the same event, whoever appends it. */
const HOUR_NAMESPACE = '2d1c7f60-9a47-4f0e-8a52-50e1d3b4c6a7';

const MOST_TRIES = 10;

export interface SchoolHours {
  /** The district's day: one that has started. */
  readonly date: string;
  /** The latest hour to begin, 0 to 23. */
  readonly upTo: number;
}

/**
 * Starts every hour of the district's day up to the given one that has not begun: those in which nobody kept the clock pass too,
 * never one before the last.
 * @param source who says so, for example `/districts/lincoln/clock`.
 */
export async function startSchoolHours(store: EventStore, district: string, { date, upTo }: SchoolHours, source: string): Promise<void> {
  const stream = districtStream(district);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { data, revision } = await lastOfType<SchoolHourStarted>(store, stream, EVENT_TYPE);
    if (data !== null && data.date > date) return;
    const events = hoursAfter(data?.date === date ? data.hour : -1, upTo).map((hour) => {
      const id = uuidv5(JSON.stringify([district, date, hour]), HOUR_NAMESPACE);
      return { id, type: EVENT_TYPE, data: { date, hour } satisfies SchoolHourStarted, metadata: { source } };
    });
    if (events.length === 0) return;
    const { outcome } = await store.append({ stream, expectedRevision: revision, events });
    if (outcome === 'appended') return;
  }
  throw new Error(`Hour ${upTo} of ${date} of district ${district} could not be started: others wrote its stream. Try again.`);
}

function hoursAfter(last: number, upTo: number): number[] {
  return Array.from({ length: Math.max(0, upTo - last) }, (_, index) => last + 1 + index);
}

/** The present hour at the district's place, 0 to 23. @param timeZone an IANA name such as `America/Chicago`. */
export function districtHour(clock: Clock, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(clock.now()));
}
