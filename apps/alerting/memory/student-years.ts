import {
  emptyStudentYear,
  evolveStudentYear,
  studentStream,
  UnitedYear,
  type Identities,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';

/** Students' years that are kept at hand; others are read again from their streams when they are asked for. */
const MOST_KEPT = 5_000;

interface Kept {
  state: StudentYear;
  revision: number;
}

/** The records of students as they stood at a place in the log. */
export class StudentYears {
  readonly #store: EventStore;
  readonly #peopleOf: (district: string) => Identities | null;
  readonly #kept = new LRUCache<string, Kept>({ max: MOST_KEPT });

  /** @param peopleOf which keys stand for one student, by district. */
  constructor(store: EventStore, peopleOf: (district: string) => Identities | null) {
    this.#store = store;
    this.#peopleOf = peopleOf;
  }

  /** Folds an event into what is kept; nothing is read for it. */
  fold(event: RecordedEvent): void {
    const kept = this.#kept.get(event.stream);
    if (kept === undefined && event.revision === 0) {
      this.#kept.set(event.stream, { state: evolved(emptyStudentYear(yearOf(event.stream)), event), revision: 0 });
    }
    if (kept === undefined || event.revision <= kept.revision) return;
    if (event.revision > kept.revision + 1) {
      this.#kept.delete(event.stream);
      return;
    }
    evolved(kept.state, event);
    kept.revision = event.revision;
  }

  /** @param upTo position of the last event that is known of: what follows it in the log is not looked at yet. */
  async get({ district, key, year }: { district: string; key: string; year: number }, upTo: number): Promise<StudentYear> {
    const people = this.#peopleOf(district);
    if (people?.has(key) !== true) return this.#ofStream(studentStream(district, key, year), upTo);
    const streams = people.keysOf(key).map((each) => this.#store.readStream(studentStream(district, each, year)));
    return UnitedYear.of(year, await Promise.all(streams), upTo + 1).state;
  }

  async #ofStream(stream: string, upTo: number): Promise<StudentYear> {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) return kept.state;
    const events = (await this.#store.readStream(stream)).filter(({ position }) => position <= upTo);
    const state = events.reduce(evolved, emptyStudentYear(yearOf(stream)));
    this.#kept.set(stream, { state, revision: events.length - 1 });
    return state;
  }
}

function evolved(state: StudentYear, { type, data, superseded }: RecordedEvent): StudentYear {
  return superseded ? state : evolveStudentYear(state, { type, data } as StudentFact);
}

function yearOf(stream: string): number {
  return Number(stream.slice(stream.lastIndexOf('.') + 1));
}
