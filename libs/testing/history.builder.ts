import { randomUUID } from 'node:crypto';
import {
  addDays,
  communityStream,
  districtStream,
  payloadOf,
  recordKinds,
  recordNameOf,
  schoolStream,
  schoolYearOf,
  staffStream,
  studentStream,
  type FactRecordName,
  type Profile,
} from '#libs/domain';
import type { EventStore, NewEvent } from '#libs/event-sourcing';

/** Writes facts straight into a log, as ingestion would have: for specifications of what comes after it. */
export class HistoryBuilder {
  readonly #store: EventStore;
  readonly #district: string;
  readonly #revisions = new Map<string, number>();

  constructor(store: EventStore, district = 'd1') {
    this.#store = store;
    this.#district = district;
  }

  student(key: string, year: number, name: FactRecordName, data: Record<string, unknown>): Promise<void> {
    return this.append(studentStream(this.#district, key, year), `${name}.v1`, payloadOf(name, data).data);
  }

  school(school: string, year: number, name: FactRecordName, data: Record<string, unknown>): Promise<void> {
    return this.append(schoolStream(this.#district, school, year), `${name}.v1`, payloadOf(name, data).data);
  }

  community(community: string, name: FactRecordName, data: Record<string, unknown>): Promise<void> {
    return this.append(communityStream(this.#district, community), `${name}.v1`, payloadOf(name, data).data);
  }

  staff(key: string, name: FactRecordName, data: Record<string, unknown>): Promise<void> {
    return this.append(staffStream(this.#district, key), `${name}.v1`, payloadOf(name, data).data);
  }

  /** An affirmative school with every weekday instructional. */
  calendar(school: string, year: number, taking: 'affirmative' | 'exception-only' = 'affirmative'): Promise<void> {
    const firstDay = `${year - 1}-09-01`;
    const instructionalDays = weekdays(firstDay, 200);
    return this.school(school, year, 'calendar-published', {
      firstDay,
      lastDay: `${year}-06-15`,
      instructionalDays,
      attendanceTaking: taking,
    });
  }

  day(date: string): Promise<void> {
    return this.append(districtStream(this.#district), 'school-day-started.v1', { date });
  }

  /** Shipped rules by their name, or a district's own. */
  adopt(community: string | null, rules: string | Profile): Promise<void> {
    const stream = community === null ? districtStream(this.#district) : communityStream(this.#district, community);
    const named =
      typeof rules === 'string'
        ? { profile: rules, version: '1' }
        : { profile: rules.name, version: rules.version, definition: JSON.stringify(rules) };
    return this.append(stream, 'profile-adopted.v1', { ...named, by: 'Principal', reason: 'Trying it' });
  }

  /** One record per weekday from a date on: `p` present, `a` absent. */
  async attendance(key: string, from: string, marks: string, school = 's1'): Promise<void> {
    const dates = weekdays(from, marks.length);
    for (const [index, mark] of [...marks].entries()) {
      const date = dates[index] ?? from;
      const status = mark === 'a' ? 'absent-unexcused' : 'present';
      await this.student(key, schoolYearOf(date), 'attendance-recorded', { schoolId: school, date, status });
    }
  }

  async append(
    stream: string,
    type: string,
    data: object,
    metadata: NewEvent['metadata'] = { knownAt: '2025-09-01T08:00:00Z' },
  ): Promise<void> {
    const kind = recordNameOf(type);
    if (kind !== null && !(kind in recordKinds)) throw new Error(`${type} is no fact.`);
    const expectedRevision = this.#revisions.get(stream) ?? -1;
    const result = await this.#store.append({ stream, expectedRevision, events: [{ id: randomUUID(), type, data, metadata }] });
    if (result.outcome !== 'appended') throw new Error(`Somebody else wrote ${stream}.`);
    this.#revisions.set(stream, result.revision);
  }
}

/** The first weekdays from a date on. */
export function weekdays(from: string, count: number): string[] {
  const dates: string[] = [];
  for (let date = from; dates.length < count; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) dates.push(date);
  }
  return dates;
}
