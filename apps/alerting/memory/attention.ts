import { addDays, type AlertNotified, type DigestQueued, type NoticeAbout, type Place } from '#libs/domain';
import type { AlertEntry } from './alert-entry.js';

/** A notice that waits for the next digest of its person. */
export interface Pending {
  readonly notice: string;
  readonly alert: string;
  readonly about: NoticeAbout;
  readonly place: Place;
  /** Position of the event that it was decided because of. */
  readonly cause: number;
}

interface Person {
  /** Interrupting notices by day, each with the position of its cause. */
  readonly interruptions: Map<string, Map<string, number>>;
  pending: Pending[];
}

interface Cooling {
  readonly until: string;
  readonly since: number;
}

/** A person as kept, or a rule that cools down. */
export type KeptAttention =
  | {
      readonly district: string;
      readonly staff: string;
      readonly pending: readonly Pending[];
      readonly interruptions: readonly (readonly [date: string, causes: readonly (readonly [notice: string, cause: number])[]])[];
    }
  | { readonly rule: string; readonly cooling: Cooling };

/**
 * What people have been told of lately: folded from the notices, the same whether decided here or read from the log. Whoever asks says
 * at which position: what was decided because of later events, before a crash, is not known there.
 */
export class Attention {
  readonly #people = new Map<string, Map<string, Person>>();
  /** Rules that cool down: until when, and since which position. */
  readonly #cooling = new Map<string, Cooling>();

  /** @param notice the id of the event. @param cause position of what it was decided because of. */
  notified(entry: AlertEntry, { staff, push = 'none', date = '', about = 'raised' }: AlertNotified, notice: string, cause: number): void {
    const person = this.#person(entry.district, staff);
    const { alertId: alert, raised } = entry;
    if (push === 'now') {
      const ofDay = person.interruptions.get(date) ?? new Map<string, number>();
      person.interruptions.set(date, ofDay.set(notice, cause));
      person.pending = person.pending.filter((other) => other.alert !== alert || other.cause > cause);
    }
    if (push === 'digest' && raised !== null && person.pending.every((other) => other.notice !== notice)) {
      const { studentKey, communityId, schoolId, sectionIds = [] } = raised;
      person.pending.push({ notice, alert, about, place: { studentKey, communityId, schoolId, sectionIds }, cause });
    }
  }

  /** What was told of an alert, and what it took the place of, waits no more. */
  digested(district: string, { staff, notices }: DigestQueued): void {
    const person = this.#person(district, staff);
    const told = new Map(person.pending.flatMap(({ notice, alert, cause }) => (notices.includes(notice) ? [[alert, cause]] : [])));
    person.pending = person.pending.filter(({ alert, cause }) => cause > (told.get(alert) ?? -1));
  }

  /** What a person may not see any more is let go. */
  drop(district: string, staff: string, notices: readonly Pending[]): void {
    const person = this.#person(district, staff);
    person.pending = person.pending.filter((pending) => !notices.includes(pending));
  }

  interruptions(district: string, staff: string, date: string, at: number): number {
    let count = 0;
    for (const cause of this.#people.get(district)?.get(staff)?.interruptions.get(date)?.values() ?? []) if (cause <= at) count += 1;
    return count;
  }

  /** Those for whom something waits: of several notices about one alert the latest. */
  waiting(district: string, at: number): (readonly [staff: string, pending: readonly Pending[]])[] {
    return [...(this.#people.get(district) ?? [])].flatMap(([staff, person]) => {
      const latest = new Map<string, Pending>();
      for (const pending of person.pending) if (pending.cause <= at) latest.set(pending.alert, pending);
      return latest.size > 0 ? [[staff, [...latest.values()]] as const] : [];
    });
  }

  coolDown(name: string, endedOn: string, days: number, since: number): void {
    if (days > 0) this.#cooling.set(name, { until: addDays(endedOn, days), since });
  }

  isCooling(name: string, date: string, at: number): boolean {
    const cooling = this.#cooling.get(name);
    return cooling !== undefined && date < cooling.until && cooling.since <= at;
  }

  /** What has cooled down and the interruptions of earlier days are forgotten. */
  forgetBefore(date: string): void {
    for (const [name, { until }] of this.#cooling) if (until <= date) this.#cooling.delete(name);
    for (const people of this.#people.values()) {
      for (const { interruptions } of people.values()) for (const day of interruptions.keys()) if (day < date) interruptions.delete(day);
    }
  }

  *kept(): Generator<KeptAttention> {
    for (const [district, people] of this.#people) {
      for (const [staff, { interruptions, pending }] of people) {
        yield { district, staff, pending, interruptions: [...interruptions].map(([date, causes]) => [date, [...causes]]) };
      }
    }
    for (const [rule, cooling] of this.#cooling) yield { rule, cooling };
  }

  keep(kept: KeptAttention): void {
    if ('rule' in kept) {
      this.#cooling.set(kept.rule, kept.cooling);
      return;
    }
    const person = this.#person(kept.district, kept.staff);
    person.pending = [...kept.pending];
    for (const [date, causes] of kept.interruptions) person.interruptions.set(date, new Map(causes));
  }

  #person(district: string, staff: string): Person {
    let people = this.#people.get(district);
    if (people === undefined) {
      people = new Map();
      this.#people.set(district, people);
    }
    let person = people.get(staff);
    if (person === undefined) {
      person = { interruptions: new Map(), pending: [] };
      people.set(staff, person);
    }
    return person;
  }
}
