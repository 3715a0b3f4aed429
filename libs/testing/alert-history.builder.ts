import {
  careStream,
  districtStream,
  parseStream,
  staffStream,
  statusStream,
  type AlertEvent,
  type StatusChanged,
  type TriggerSet,
} from '#libs/domain';
import type { EventLog, EventStore } from '#libs/event-sourcing';
import { HistoryBuilder } from './history.builder.js';

const DISTRICT = 'd1';
const failing = { name: 'attendance', value: 88, threshold: 90, result: 'fail', inclusive: true } as const;

/** Writes what alerting goes by straight into a log, as the other parts would have. */
export class AlertHistoryBuilder extends HistoryBuilder {
  #causes = 0;
  #today = '2025-09-01';

  constructor(store: EventStore) {
    super(store, DISTRICT);
  }

  override day(date: string): Promise<void> {
    this.#today = date;
    return super.day(date);
  }

  /** What is written is known from the district's day on. */
  override append(stream: string, type: string, data: object): Promise<void> {
    return super.append(stream, type, data, { knownAt: `${this.#today}T12:00:00Z` });
  }

  /** Hours of the district's day, each in turn. */
  async hours(date: string, ...hours: readonly number[]): Promise<void> {
    for (const hour of hours) await this.append(districtStream(DISTRICT), 'school-hour-started.v1', { date, hour });
  }

  /** A recorded change of status of a student in community c1 of school s1. */
  status(key: string, status: StatusChanged['status'], asOf: string, over: Partial<StatusChanged> = {}): Promise<void> {
    this.#causes += 1;
    const isOff = status === 'off-track';
    const change: StatusChanged = {
      status,
      previous: isOff ? 'on-track' : 'off-track',
      milestone: 'grade-6',
      gradeLevel: '06',
      schoolId: 's1',
      communityId: 'c1',
      conditions: isOff ? [failing] : [],
      asOf,
      profile: 'ew-framework',
      profileVersion: '1',
      cause: { id: `cause ${this.#causes}`, position: this.#causes, type: 'attendance-recorded.v1' },
      ...(isOff ? {} : { ended: 'recovered' as const }),
      ...over,
    };
    return this.append(statusStream(DISTRICT, key, 2026), 'on-track-status-changed.v1', change);
  }

  advocate(staff: string, student: string, over: object = {}): Promise<void> {
    return this.staff(staff, 'staff-assigned', { role: 'advocate', studentKey: student, from: '2025-09-01', ...over });
  }

  assigned(staff: string, role: string, target: object): Promise<void> {
    return this.staff(staff, 'staff-assigned', { role, from: '2025-09-01', ...target });
  }

  preferences(staff: string, data: object): Promise<void> {
    return this.append(staffStream(DISTRICT, staff), 'notice-preferences-set.v1', data);
  }

  contact(key: string, date: string): Promise<void> {
    this.#causes += 1;
    return this.append(careStream(DISTRICT, key), 'contact-recorded.v1', {
      contactId: `c${this.#causes}`,
      kind: 'call',
      date,
      staff: 'ann',
    });
  }

  adoptTriggers(set: string | TriggerSet): Promise<void> {
    const decision = typeof set === 'string' ? { set } : { set: set.name, definition: JSON.stringify(set) };
    return this.append(districtStream(DISTRICT), 'triggers-adopted.v1', {
      version: '1',
      by: 'Principal',
      reason: 'Trying it',
      ...decision,
    });
  }
}

/** What alerting has written, in order: the alert's rule, the event's name and what is telling of it. */
export async function alertStory(log: EventLog): Promise<string[]> {
  const rules = new Map<string, string>();
  const story: string[] = [];
  for await (const { events } of log.read({ prefixes: ['alert-', 'notice-'] })) {
    for (const { stream, type, data } of events) {
      if (parseStream(stream).kind === 'notice') {
        if (type !== 'digest-queued.v1') continue;
        const { staff, hour, notices } = data as { staff: string; hour: number; notices: readonly string[] };
        story.push(`digest of ${notices.length} to ${staff} at ${hour}`);
        continue;
      }
      const event = { type, data } as AlertEvent;
      if (event.type === 'alert-raised.v1') rules.set(stream, event.data.rule);
      story.push(`${rules.get(stream) ?? '?'} ${detailsOf(event)}`);
    }
  }
  return story;
}

function detailsOf(event: AlertEvent): string {
  const name = event.type.slice('alert-'.length, -'.v1'.length);
  switch (event.type) {
    case 'alert-raised.v1':
      return event.data.silent === true ? `${name} silently` : name;
    case 'alert-routed.v1':
      return `${name} to ${[event.data.role, ...event.data.staff].join(' ')}`;
    case 'alert-notified.v1': {
      const { about = 'raised', push = 'none', heldBy, staff } = event.data;
      return `told ${staff} (${about}, ${push}${heldBy === undefined ? '' : ` for ${heldBy}`})`;
    }
    case 'alert-worsened.v1':
      return `${name} to stage ${event.data.stage}`;
    case 'alert-escalated.v1':
      return `${name} after ${event.data.afterHours} hours`;
    case 'alert-resolved.v1':
    case 'alert-retracted.v1':
    case 'alert-closed.v1':
      return `${name} as ${event.data.ended}`;
    case 'alert-acknowledged.v1':
    case 'alert-snoozed.v1':
    case 'alert-woken.v1':
    case 'alert-merged.v1':
    case 'alert-separated.v1':
      return name;
  }
}
