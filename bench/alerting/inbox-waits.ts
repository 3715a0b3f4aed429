import { studentStream, type AlertRaised } from '#libs/domain';
import type { EventLog } from '#libs/event-sourcing';
import { DISTRICT, SCHOOL_YEAR } from './bench-stores.js';
import { liveRecords } from './prepared-district.js';

/** A moment at which everything up to a position was in the inboxes. */
export interface Shown {
  readonly position: number;
  readonly at: number;
}

export interface Times {
  /** When each record was due at the door, by its stream and day. */
  readonly due: ReadonlyMap<string, number>;
  readonly shown: readonly Shown[];
}

/** How long each alert that was raised after a position took, from its record to its first inbox. */
export async function waitsOf(log: EventLog, after: number, { due, shown }: Times): Promise<number[]> {
  const waits: number[] = [];
  for (const [alert, position] of await firstNotices(log, after)) {
    const record = due.get(`${studentStream(DISTRICT, alert.studentKey ?? '', SCHOOL_YEAR)} ${alert.asOf}`);
    const seen = shown.find((each) => each.position >= position)?.at;
    if (record !== undefined && seen !== undefined) waits.push(seen - record);
  }
  const wanted = liveRecords.reduce((sum, { alerts }) => sum + alerts, 0);
  if (waits.length !== wanted) throw new Error(`${wanted} alerts were to come to an inbox, ${waits.length} did.`);
  return waits;
}

/** The alerts that were raised after a position, each with the position of its first notice. */
async function firstNotices(log: EventLog, after: number): Promise<Map<AlertRaised, number>> {
  const raised = new Map<string, AlertRaised>();
  const notices = new Map<AlertRaised, number>();
  for await (const { events } of log.read({ after, prefixes: ['alert-'] })) {
    for (const { stream, type, data, position } of events) {
      if (type === 'alert-raised.v1') raised.set(stream, data as AlertRaised);
      const alert = raised.get(stream);
      if (type === 'alert-notified.v1' && alert !== undefined && !notices.has(alert)) notices.set(alert, position);
    }
  }
  return notices;
}
