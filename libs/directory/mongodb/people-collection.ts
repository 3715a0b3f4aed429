import { randomBytes } from 'node:crypto';
import type { Collection, Filter, ObjectId } from 'mongodb';
import { type MongoDatabase, NotYetError } from '#libs/mongodb';
import { UnknownPersonError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';
import type { Person, PersonId, PersonKind } from '../people.js';
import { namesIn, type StoredProfile } from '../profile-version.js';
import { inPieces } from './in-pieces.js';
import { insertNew } from './insert-new.js';
import { takeNumbers } from './mongo-numbers.js';

const PAGE = 1_000;

export interface PersonDocument {
  /** The hash by which the person is found: of two who meet a new person at once, one can insert it. */
  readonly _id: string;
  readonly key: string;
  readonly number: bigint;
  readonly district: string;
  readonly kind: PersonKind;
  readonly id: string;
  readonly profile?: StoredProfile & { readonly write: ObjectId };
}

/** Who has which key, and what people are called. */
export class PeopleCollection {
  readonly #database: MongoDatabase;
  readonly #hash: KeyedHash;

  constructor(database: MongoDatabase, hash: KeyedHash) {
    this.#database = database;
    this.#hash = hash;
  }

  async createIndexes(): Promise<void> {
    await this.#people().createIndex({ key: 1 }, { name: 'byKey', unique: true });
    await this.#people().createIndex({ district: 1, kind: 1, number: 1 }, { name: 'byNumber' });
  }

  /** In the order of the ids. */
  async find(district: string, kind: PersonKind, ids: readonly string[]): Promise<Map<string, string>> {
    const keys = new Map<string, string>();
    for (const piece of inPieces([...new Set(ids)])) {
      const lookups = piece.map((id) => this.#lookup(district, kind, id));
      const found = await this.#read((people) => people.find({ _id: { $in: lookups } }, { projection: { key: 1 } }).toArray());
      const keyAt = new Map(found.map(({ _id, key }) => [_id, key]));
      for (const [i, id] of piece.entries()) {
        const key = keyAt.get(lookups[i] ?? '');
        if (key !== undefined) keys.set(id, key);
      }
    }
    return keys;
  }

  /** Whoever was first, a key counts once a majority keeps it: what is answered is read, never what was meant to be written. */
  async findOrMake(district: string, kind: PersonKind, ids: readonly string[]): Promise<Map<string, string>> {
    const keys = await this.find(district, kind, ids);
    const missing = [...new Set(ids)].filter((id) => !keys.has(id));
    if (missing.length === 0) return keys;
    const first = await takeNumbers(this.#database, 'people', missing.length);
    const made = missing.map((id, i) => ({
      _id: this.#lookup(district, kind, id),
      key: randomBytes(16).toString('hex'),
      number: BigInt(first + i),
      district,
      kind,
      id,
    }));
    for (const piece of inPieces(made)) await insertNew<PersonDocument>(this.#database, 'people', piece);
    return this.#database.persistently(async () => {
      const stand = await this.find(district, kind, ids);
      if (stand.size < keys.size + missing.length) throw new NotYetError('People that were met are not kept by a majority yet.');
      return stand;
    });
  }

  async get(key: string): Promise<PersonDocument | null> {
    return this.#read((people) => people.findOne({ key }));
  }

  /** By key; those who have no entry are left out. */
  async withKeys(keys: readonly string[]): Promise<Map<string, PersonDocument>> {
    const found = new Map<string, PersonDocument>();
    for (const piece of inPieces([...new Set(keys)])) {
      for (const person of await this.#read((people) => people.find({ key: { $in: piece } }).toArray())) found.set(person.key, person);
    }
    return found;
  }

  /** @throws UnknownPersonError for the first key without an entry. */
  async requireAll(keys: readonly string[]): Promise<Map<string, PersonDocument>> {
    const found = await this.withKeys(keys);
    const unknown = keys.find((key) => !found.has(key));
    if (unknown !== undefined) throw new UnknownPersonError(unknown);
    return found;
  }

  async people(keys: readonly string[]): Promise<Map<string, Person>> {
    const found = await this.withKeys(keys);
    const people = new Map<string, Person>();
    for (const key of keys) {
      const person = found.get(key);
      if (person === undefined) continue;
      const { id, district, kind, profile } = person;
      people.set(key, { key, id, district, kind, ...namesIn(profile?.content ?? null) });
    }
    return people;
  }

  async *all(district: string, kind: PersonKind): AsyncIterable<PersonId> {
    for (let after = 0n; ;) {
      const query = { district, kind, number: { $gt: after } };
      const page = await this.#read((people) => people.find(query).sort({ number: 1 }).limit(PAGE).toArray());
      for (const { key, id } of page) yield { key, id };
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.number;
    }
  }

  /** Puts a profile where still the one stands that was read; false where none was put, as far as the answer tells. */
  async replaceProfile({ key, profile: before }: PersonDocument, profile: NonNullable<PersonDocument['profile']>): Promise<boolean> {
    // null is also what is not there.
    const guard = { key, 'profile.write': before?.write ?? null } as Filter<PersonDocument>;
    return (await this.#people().updateOne(guard, { $set: { profile } })).matchedCount === 1;
  }

  async remove(key: string): Promise<void> {
    await this.#read((people) => people.deleteOne({ key }));
  }

  #lookup(district: string, kind: PersonKind, id: string): string {
    return this.#hash.lookup(district, kind, id).toString('hex');
  }

  #read<T>(work: (people: Collection<PersonDocument>) => Promise<T>): Promise<T> {
    return this.#database.persistently(() => work(this.#people()));
  }

  #people(): Collection<PersonDocument> {
    return this.#database.collection('people');
  }
}
