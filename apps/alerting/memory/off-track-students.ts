import { firstDayOf, parseStream, schoolYearOf, type CareFacts, type Identities, type Place, type StatusChanged } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** A student who is off track, since when and where. */
export interface OffTrack {
  readonly key: string;
  readonly year: number;
  readonly since: string;
  readonly gradeLevel: string;
  readonly place: Place;
}

/** A student as kept, or the contacts with one. */
export type KeptStudent =
  | { readonly district: string; readonly offTrack: OffTrack }
  | { readonly student: string; readonly contacts: readonly (readonly [contact: string, date: string])[] };

/** Who is off track and when an adult was last in contact with whom. */
export class OffTrackStudents {
  readonly #students = new Map<string, Map<string, OffTrack>>();
  /** Dates of contacts by their id, of students by district and key. */
  readonly #contacts = new Map<string, Map<string, string>>();
  /** The running school year of each district. */
  readonly #years = new Map<string, number>();
  readonly #peopleOf: (district: string) => Identities | null;

  /** @param peopleOf which keys stand for one student, by district: a contact under any of them is one with the student. */
  constructor(peopleOf: (district: string) => Identities | null = () => null) {
    this.#peopleOf = peopleOf;
  }

  applyStatus(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (stream.kind !== 'status') return;
    const { status, asOf, gradeLevel, schoolId, communityId } = event.data as StatusChanged;
    const students = this.#students.get(stream.district) ?? new Map<string, OffTrack>();
    this.#students.set(stream.district, students);
    const known = students.get(stream.key);
    if (known !== undefined && known.year > stream.year) return;
    if (status !== 'off-track') students.delete(stream.key);
    else {
      const since = known?.year === stream.year ? known.since : asOf;
      students.set(stream.key, {
        key: stream.key,
        year: stream.year,
        since,
        gradeLevel,
        place: { studentKey: stream.key, communityId, schoolId },
      });
    }
  }

  applyCare(event: RecordedEvent): void {
    const stream = parseStream(event.stream);
    if (stream.kind !== 'care') return;
    const name = `${stream.district} ${stream.key}`;
    const contacts = this.#contacts.get(name) ?? new Map<string, string>();
    this.#contacts.set(name, contacts);
    if (event.type === 'contact-recorded.v1') {
      const { contactId, date } = event.data as CareFacts['contact-recorded'];
      contacts.set(contactId, date);
    } else contacts.delete((event.data as CareFacts['contact-retracted']).contactId);
  }

  /** Students by their districts, and dates of contacts by their ids. */
  *kept(): Generator<KeptStudent> {
    for (const [district, students] of this.#students) for (const offTrack of students.values()) yield { district, offTrack };
    for (const [student, contacts] of this.#contacts) yield { student, contacts: [...contacts] };
  }

  keep(kept: KeptStudent): void {
    if ('student' in kept) {
      this.#contacts.set(kept.student, new Map(kept.contacts));
      return;
    }
    const students = this.#students.get(kept.district) ?? new Map<string, OffTrack>();
    this.#students.set(kept.district, students.set(kept.offTrack.key, kept.offTrack));
  }

  /** With a school year its students and contacts are forgotten: none is asked for since a day before July 1. @param date the day that begins. */
  startDay(district: string, date: string): void {
    const year = schoolYearOf(date);
    if (this.#years.get(district) === year) return;
    this.#years.set(district, year);
    const students = this.#students.get(district);
    for (const student of students?.values() ?? []) if (student.year < year) students?.delete(student.key);
    for (const name of this.#contacts.keys()) if (name.slice(0, name.lastIndexOf(' ')) === district) this.#forgetContacts(name, year);
  }

  #forgetContacts(name: string, year: number): void {
    const contacts = this.#contacts.get(name);
    for (const [id, date] of contacts ?? []) if (date < firstDayOf(year)) contacts?.delete(id);
    if (contacts?.size === 0) this.#contacts.delete(name);
  }

  of(district: string): Iterable<OffTrack> {
    return this.#students.get(district)?.values() ?? [];
  }

  get(district: string, key: string): OffTrack | null {
    return this.#students.get(district)?.get(key) ?? null;
  }

  /** The date of the last contact up to a day; null without one. */
  lastContact(district: string, key: string, today: string): string | null {
    const keys = this.#peopleOf(district)?.keysOf(key) ?? [key];
    const dates = keys.flatMap((each) => [...(this.#contacts.get(`${district} ${each}`)?.values() ?? [])]).filter((date) => date <= today);
    return dates.length === 0 ? null : (dates.sort().at(-1) ?? null);
  }
}
