import { schoolYearOf, type AttendanceTaking } from '#libs/domain';
import { word } from '../mapping/vocabulary.js';
import type { KindContext } from './kind-context.js';

interface Events {
  all: number;
  affirmative: number;
  lastDate: string;
}

/** How each school takes attendance in a school year, by its events. */
export class AttendanceTakings {
  private readonly events = new Map<string, Events>();

  /** Counts every event once: the same student, day, section, school and category again is the same event. */
  constructor({ staging, mapping }: KindContext) {
    const { categories, affirmativeCategory } = mapping.attendance;
    const affirmative = categories.map(({ category }) => word(category) === word(affirmativeCategory));
    let seen = new Set<string>();
    let key = '';
    for (const { student, date, section, rank, school } of staging.attendance()) {
      const nextKey = `${date}\u0000${student}\u0000${section}`;
      if (nextKey !== key) seen = new Set();
      key = nextKey;
      const event = `${rank} ${school}`;
      if (school === '' || seen.has(event)) continue;
      seen.add(event);
      this.count(school, date, affirmative[rank] === true);
    }
  }

  /** Affirmative when at least half of the school's events of the year are in attendance; so is a school without events. */
  of(schoolId: string, schoolYear: number): AttendanceTaking {
    const events = this.events.get(`${schoolYear} ${schoolId}`);
    return events === undefined || 2 * events.affirmative >= events.all ? 'affirmative' : 'exception-only';
  }

  /** Date of the school's last event of the year. */
  lastDate(schoolId: string, schoolYear: number): string | undefined {
    return this.events.get(`${schoolYear} ${schoolId}`)?.lastDate;
  }

  private count(schoolId: string, date: string, affirmative: boolean): void {
    const key = `${schoolYearOf(date)} ${schoolId}`;
    const events = this.events.get(key) ?? { all: 0, affirmative: 0, lastDate: date };
    this.events.set(key, events);
    events.all += 1;
    if (affirmative) events.affirmative += 1;
    if (date > events.lastDate) events.lastDate = date;
  }
}
