import type { Collection } from 'mongodb';
import type { MongoDatabase } from '#libs/mongodb';
import { UnknownPersonError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';
import type { NewExtras } from '../people.js';
import { inPieces } from './in-pieces.js';
import { insertNew } from './insert-new.js';
import type { PeopleCollection } from './people-collection.js';

interface ExtrasDocument {
  /** The handle. */
  readonly _id: string;
  readonly person: string | null;
  readonly content: string;
}

/** What records say beyond their facts, by handle. */
export class ExtrasCollection {
  readonly #database: MongoDatabase;
  readonly #hash: KeyedHash;
  readonly #people: PeopleCollection;

  constructor(database: MongoDatabase, hash: KeyedHash, people: PeopleCollection) {
    this.#database = database;
    this.#hash = hash;
    this.#people = people;
  }

  async createIndexes(): Promise<void> {
    await this.#extras().createIndex({ person: 1 }, { name: 'byPerson' });
  }

  async save(extras: readonly NewExtras[]): Promise<readonly string[]> {
    const documents = extras.map(({ person, content }) => ({ _id: this.#hash.handle(person, content), person, content }));
    const handles = documents.map(({ _id }) => _id);
    const known = await this.contents(handles);
    const missing = documents.filter(({ _id }) => !known.has(_id));
    const owners = [...new Set(missing.map(({ person }) => person).filter((person) => person !== null))];
    await this.#people.requireAll(owners);
    for (const piece of inPieces(missing)) await insertNew<ExtrasDocument>(this.#database, 'extras', piece);
    await this.#takeBackOfErased(owners);
    return handles;
  }

  /** In the order of the handles. */
  async contents(handles: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const piece of inPieces([...new Set(handles)])) {
      const query = { _id: { $in: piece } };
      for (const { _id, content } of await this.#database.persistently(() => this.#extras().find(query).toArray())) found.set(_id, content);
    }
    return new Map(handles.flatMap((handle) => (found.has(handle) ? [[handle, found.get(handle) ?? '']] : [])));
  }

  /** Those of these people, and those of others that hold an id as a value; their handles stay in the log and go on comparing. */
  async remove(persons: readonly string[], id?: string): Promise<void> {
    const quoted = id === undefined ? [] : [{ content: { $regex: escaped(JSON.stringify(id)) } }];
    for (const piece of inPieces(persons)) {
      const query = { $or: [{ person: { $in: piece } }, ...quoted] };
      await this.#database.persistently(() => this.#extras().deleteMany(query));
    }
  }

  /** Whoever was erased between the check and the insert was erased without these: they go now. */
  async #takeBackOfErased(owners: readonly string[]): Promise<void> {
    const found = await this.#people.withKeys(owners);
    const erased = owners.filter((key) => !found.has(key));
    const [first] = erased;
    if (first === undefined) return;
    await this.remove(erased);
    throw new UnknownPersonError(first);
  }

  #extras(): Collection<ExtrasDocument> {
    return this.#database.collection('extras');
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
