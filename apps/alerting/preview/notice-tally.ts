import { addDays, type AlertNotified, type AlertRouted, type DigestQueued } from '#libs/domain';
import type { NewEvent } from '#libs/event-sourcing';

/** What one member of staff is told in one week. */
export interface NoticeFigures {
  /** Notices that interrupt. */
  readonly interrupting: number;
  /** Notices that come in a digest, counted on the day they are made. */
  readonly digest: number;
  /** Notices that only the inbox shows: a later one about the same alert took their place, or the person may see it no more. */
  readonly inboxOnly: number;
  /** Alerts that nobody is told of; only where `staff` is null. */
  readonly unowned: number;
  /** Different students that all of it is about. */
  readonly students: number;
  /** The day with the most interruptions, the earliest of several; null where there is none. */
  readonly busiestDay: { readonly date: string; readonly interrupting: number } | null;
}

export const noNotices: NoticeFigures = { interrupting: 0, digest: 0, inboxOnly: 0, unowned: 0, students: 0, busiestDay: null };

/** A member of staff in a week. */
export interface StaffWeek {
  /** Its Monday. */
  readonly week: string;
  /** null: what nobody is told of. */
  readonly staff: string | null;
}

/** First and last day, both counted. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What an event of an alert is about. */
export interface Subject {
  readonly alertId: string;
  readonly studentKey: string | null;
  /** Old news, of which nobody is to be told. */
  readonly silent: boolean;
}

interface Counted extends StaffWeek {
  readonly interrupting: Map<string, number>;
  readonly held: Set<string>;
  inboxOnly: number;
  readonly unowned: Set<string>;
  readonly students: Set<string>;
}

/** Counts notices of a period by member of staff and week. */
export class NoticeTally {
  readonly #period: Period;
  readonly #weeks = new Map<string, Counted>();
  /** Ids of notices held for a digest, until it is known whether they came in one. */
  readonly #held = new Set<string>();
  readonly #told = new Set<string>();

  constructor(period: Period) {
    this.#period = period;
  }

  /** Counts an event of an alert. @param date the district's day. */
  alert({ id, type, data }: Pick<NewEvent, 'id' | 'type' | 'data'>, subject: Subject, date: string): void {
    if (type === 'alert-routed.v1') this.#routed(data as AlertRouted, subject, date);
    if (type === 'alert-notified.v1') this.#notified(id, data as AlertNotified, subject, date);
  }

  digest({ notices }: Pick<DigestQueued, 'notices'>): void {
    for (const notice of notices) if (this.#held.has(notice)) this.#told.add(notice);
  }

  /** @param waiting ids of notices that still wait for a digest: they will come in the next one. */
  *figures(waiting: ReadonlySet<string>): Generator<StaffWeek & { readonly figures: NoticeFigures }> {
    for (const { week, staff, interrupting, held, inboxOnly, unowned, students } of this.#weeks.values()) {
      const digest = [...held].filter((id) => this.#told.has(id) || waiting.has(id)).length;
      const figures: NoticeFigures = {
        interrupting: [...interrupting.values()].reduce((sum, count) => sum + count, 0),
        digest,
        inboxOnly: inboxOnly + held.size - digest,
        unowned: unowned.size,
        students: students.size,
        busiestDay: busiestOf(interrupting),
      };
      yield { week, staff, figures };
    }
  }

  #routed({ staff }: AlertRouted, { alertId, studentKey, silent }: Subject, date: string): void {
    if (staff.length === 0 && !silent) this.#of(null, date, studentKey)?.unowned.add(alertId);
  }

  #notified(id: string, { staff, push = 'none', date }: AlertNotified, { studentKey }: Subject, today: string): void {
    const day = date ?? today;
    const counted = this.#of(staff, day, studentKey);
    if (counted === null) return;
    switch (push) {
      case 'now':
        counted.interrupting.set(day, (counted.interrupting.get(day) ?? 0) + 1);
        return;
      case 'digest':
        counted.held.add(id);
        this.#held.add(id);
        return;
      case 'none':
        counted.inboxOnly += 1;
    }
  }

  #of(staff: string | null, date: string, studentKey: string | null): Counted | null {
    if (date < this.#period.from || date > this.#period.to) return null;
    const week = weekOf(date);
    const name = `${week} ${staff ?? ''}`;
    let counted = this.#weeks.get(name);
    if (counted === undefined) {
      const empty = { interrupting: new Map<string, number>(), held: new Set<string>(), inboxOnly: 0 };
      counted = { week, staff, ...empty, unowned: new Set(), students: new Set() };
      this.#weeks.set(name, counted);
    }
    if (studentKey !== null) counted.students.add(studentKey);
    return counted;
  }
}

/** The Monday of a date's week. */
function weekOf(date: string): string {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function busiestOf(days: ReadonlyMap<string, number>): NoticeFigures['busiestDay'] {
  let busiest: NoticeFigures['busiestDay'] = null;
  for (const [date, interrupting] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (interrupting > (busiest?.interrupting ?? 0)) busiest = { date, interrupting };
  }
  return busiest;
}
