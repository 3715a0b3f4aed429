import { isMarkFact } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { ReferenceChange } from '#libs/views';
import { knownBefore } from './known-before.js';
import type { Occasion } from './live-evaluation.js';
import { isFresh, type StudentEntry } from './student-entry.js';
import { UnitedStudents, type UnitedStudentsParts } from './united-students.js';

export interface UnitedFoldParts extends UnitedStudentsParts {
  /** Changes an entry by an event, or quarantines it; false where nothing is to be evaluated. */
  readonly evolve: (entry: StudentEntry, event: RecordedEvent, evolve: () => void) => boolean;
  readonly evaluate: (entry: StudentEntry, event: RecordedEvent, change: ReferenceChange | null, isKnown?: Occasion['isKnown']) => void;
}

/** What an event means for students who have several ids: rare, so everything that it takes may be read again. */
export class UnitedFold {
  readonly #parts: UnitedFoldParts;
  readonly #united: UnitedStudents;

  constructor(parts: UnitedFoldParts) {
    this.#parts = parts;
    this.#united = new UnitedStudents(parts);
  }

  /** Folds a record. @param place the year it is of, by the key that the student has now. */
  async fold({ district, key, year }: Pick<StudentEntry, 'district' | 'key' | 'year'>, event: RecordedEvent): Promise<void> {
    const { reference, shard, entries, evolve, evaluate } = this.#parts;
    if (!shard.covers(key)) return;
    const looksBack = reference.looksBack(district);
    const entry = await entries.get(district, key, year);
    if (isFresh(entry, event)) {
      const ofYear = await this.#united.of(entry, event.position);
      if (looksBack) await entries.lookBackAnew(entry);
      if (evolve(entry, event, () => ofYear.fold(event))) evaluate(entry, event, null);
    }
    if (!looksBack || !isMarkFact({ type: event.type })) return;
    for (const later of await entries.after(district, key, year)) {
      if (!isFresh(later, event)) continue;
      await entries.lookBackAnew(later);
      evaluate(later, event, null);
    }
  }

  /** Ids were found to be one student's, or not to be: rows end and others take their records in. */
  async regroup(change: Extract<ReferenceChange, { kind: 'people' }>, event: RecordedEvent): Promise<void> {
    const { store, reference, entries, evolve, evaluate } = this.#parts;
    const people = reference.peopleOf(change.district);
    const changed: StudentEntry[] = [];
    for (const entry of await this.#united.touched(change, event.position)) {
      if (!isFresh(entry, event)) continue;
      const refold = await this.#united.refolding(entry, event.position);
      if (evolve(entry, event, refold)) changed.push(entry);
    }
    for (const entry of changed) {
      if (reference.looksBack(change.district)) await entries.lookBackAnew(entry);
      const others = people?.personOf(entry.key) === entry.key ? people.keysOf(entry.key).slice(1) : [];
      evaluate(entry, event, change, await knownBefore(entry, { store, keys: others, before: event.position }));
    }
  }
}
