import { MOST_YEARS_BACK, schoolYearOf, studentStream, UnitedYear } from '#libs/domain';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';
import type { ReferenceChange, ReferenceState, Shard } from '#libs/views';
import { LRUCache } from 'lru-cache';
import type { StudentEntries } from './student-entries.js';
import type { StudentEntry } from './student-entry.js';

/** Student-years of several ids whose versions are kept at hand, about 100 KB each; others are read again from their streams. */
const MOST_KEPT = 200;

export interface UnitedStudentsParts {
  /** Where the records of students with several ids are read again. */
  readonly store: Pick<EventStore, 'readStream'>;
  readonly reference: ReferenceState;
  readonly entries: StudentEntries;
  /** Whose students are evaluated. */
  readonly shard: Shard;
}

/** Students who came under several ids: their years are folded from the streams of all of them, by version. */
export class UnitedStudents {
  readonly #parts: UnitedStudentsParts;
  readonly #kept = new LRUCache<string, UnitedYear>({ max: MOST_KEPT });

  constructor(parts: UnitedStudentsParts) {
    this.#parts = parts;
  }

  /** The student's year as it stands before a position, for the events that follow; the entry's state is its state. */
  async of(entry: StudentEntry, before: number): Promise<UnitedYear> {
    const kept = this.#kept.get(entry.id);
    // An entry that was loaded again from its document has a state of its own.
    const united = kept?.state === entry.state ? kept : UnitedYear.of(entry.year, await this.#read(entry), before);
    this.#kept.set(entry.id, united);
    entry.state = united.state;
    return united;
  }

  /** Reads what an entry is folded anew from, whose ids are others than before. @returns folds what came before a position. */
  async refolding(entry: StudentEntry, before: number): Promise<() => void> {
    const { district, key, year } = entry;
    const isOwn = this.#parts.reference.peopleOf(district)?.personOf(key) === key;
    const streams = isOwn ? await this.#read(entry) : [];
    return () => {
      this.#kept.delete(entry.id);
      entry.state = UnitedYear.of(year, streams, before).state;
      entry.look = null;
    };
  }

  /**
   * The years of the students whose keys stand with others than before: first those that end, then those that take them in.
   * @param before the position of the event that says so.
   */
  async touched({ district, keys }: Extract<ReferenceChange, { kind: 'people' }>, before: number): Promise<StudentEntry[]> {
    const { entries, reference, shard } = this.#parts;
    const people = reference.peopleOf(district);
    const isOwn = (key: string): boolean => people?.personOf(key) === key;
    const covered = keys.filter((key) => shard.covers(key));
    const candidates = await this.#yearsOfAny(district, new Set(keys.flatMap((key) => [...(people?.linkedWith(key) ?? [])])));
    const touched: StudentEntry[] = [];
    for (const key of [...covered.filter((each) => !isOwn(each)), ...covered.filter(isOwn)]) {
      const years = await entries.yearsOf(district, key);
      const recorded = isOwn(key) ? await this.#yearsWithRecords(district, people?.keysOf(key) ?? [], { candidates, before }) : [];
      for (const year of new Set([...years, ...recorded])) touched.push(await entries.get(district, key, year));
    }
    return touched;
  }

  /** Every year in which there may be a record. The documents of another shard may be behind or ahead: they say nothing. */
  async #yearsOfAny(district: string, keys: ReadonlySet<string>): Promise<ReadonlySet<number>> {
    const { entries, reference, shard } = this.#parts;
    const years = new Set<number>();
    for (const key of keys) {
      if (shard.covers(key)) for (const year of await entries.yearsOf(district, key)) years.add(year);
      else {
        const today = reference.dayOf(district);
        const last = Math.max(today === null ? 0 : schoolYearOf(today), ...reference.yearsOf(district)) + 1;
        for (let year = last - MOST_YEARS_BACK; year <= last; year++) years.add(year);
      }
    }
    return years;
  }

  async #yearsWithRecords(
    district: string,
    keys: readonly string[],
    { candidates, before }: { readonly candidates: ReadonlySet<number>; readonly before: number },
  ): Promise<readonly number[]> {
    const years: number[] = [];
    for (const year of candidates) {
      const firsts = await Promise.all(keys.map((key) => this.#parts.store.readStream(studentStream(district, key, year), { limit: 1 })));
      if (firsts.some(([first]) => first !== undefined && first.position < before)) years.push(year);
    }
    return years;
  }

  #read({ district, key, year }: StudentEntry): Promise<(readonly RecordedEvent[])[]> {
    const keys = this.#parts.reference.peopleOf(district)?.keysOf(key) ?? [key];
    return Promise.all(keys.map((each) => this.#parts.store.readStream(studentStream(district, each, year))));
  }
}
