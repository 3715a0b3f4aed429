import type { Collection } from 'mongodb';
import type { MongoDatabase } from '#libs/mongodb';
import type { Erasure, Person } from '../people.js';
import type { DeadLettersCollection } from './dead-letters-collection.js';
import type { ExtrasCollection } from './extras-collection.js';
import { numbersTaken, takeNumbers } from './mongo-numbers.js';
import type { PeopleCollection } from './people-collection.js';

type Erased = Pick<Person, 'district' | 'kind' | 'id'>;

interface ErasureDocument {
  /** The key, which says nothing of a person any more once `pending` is null. */
  readonly _id: string;
  readonly pending: Erased | null;
}

interface Parts {
  readonly people: PeopleCollection;
  readonly extras: ExtrasCollection;
  readonly deadLetters: DeadLettersCollection;
}

/**
 * Erases people step by step, each of which may be repeated: there is no transaction over several collections. What is to be done is noted
 * before the first step, so that an erasure that was cut short is ended by whoever opens or erases next.
 */
export class Erasures {
  readonly #database: MongoDatabase;
  readonly #parts: Parts;

  constructor(database: MongoDatabase, parts: Parts) {
    this.#database = database;
    this.#parts = parts;
  }

  /** Grows with each erasure, so that other processes forget the keys that they remember. */
  async count(): Promise<number> {
    return numbersTaken(this.#database, 'erasures');
  }

  async erase(key: string): Promise<Erasure | null> {
    await this.endPending();
    const person = await this.#parts.people.get(key);
    if (person === null) return null;
    const { district, kind, id } = person;
    await this.#note({ _id: key, pending: { district, kind, id } });
    return this.#finish(key, { district, kind, id });
  }

  /** Also takes extras that a process had inserted for somebody erased meanwhile, and then died before it looked again. */
  async endPending(): Promise<void> {
    const all = await this.#database.persistently(() => this.#erasures().find().toArray());
    for (const { _id, pending } of all) if (pending !== null) await this.#finish(_id, pending);
    await this.#parts.extras.remove(all.map(({ _id }) => _id));
  }

  /** The entry goes between the two looks at letters: one that is kept meanwhile is found by the second. */
  async #finish(key: string, person: Erased): Promise<Erasure> {
    const { people, extras, deadLetters } = this.#parts;
    const before = await deadLetters.removeOf(person);
    await people.remove(key);
    await takeNumbers(this.#database, 'erasures', 1);
    await extras.remove([key], person.id);
    const meanwhile = await deadLetters.removeOf(person);
    await this.#note({ _id: key, pending: null });
    return { deadLetters: before + meanwhile };
  }

  async #note(erasure: ErasureDocument): Promise<void> {
    await this.#database.persistently(() => this.#erasures().replaceOne({ _id: erasure._id }, erasure, { upsert: true }));
  }

  #erasures(): Collection<ErasureDocument> {
    return this.#database.collection('erasures');
  }
}
