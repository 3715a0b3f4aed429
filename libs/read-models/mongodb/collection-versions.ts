import type { Collection } from 'mongodb';
import { isDuplicateKey, isMissingCollection, type MongoDatabase, NotYetError } from '#libs/mongodb';
import { type CollectionLayout, requireSameIndexes, valuesOf } from '../collection-layout.js';
import { keysOf, type StoredForm } from './stored-form.js';

/** Which of the versions of a collection is read and written; one document a collection, replaced only as it was read. */
interface Pointer {
  readonly _id: string;
  readonly version: number;
  /** The indexes by which that version is found. */
  readonly signature: string;
  /** The version that is being made to take its place; nothing that is written meanwhile counts. */
  readonly next: { readonly version: number; readonly signature: string } | null;
}

/** One version of a collection. */
export interface CollectionVersion {
  readonly version: number;
  /** The name of its collection in the database. */
  readonly documents: string;
}

const COPIED_AT_ONCE = 500;

/**
 * Collections stand in versions. A program with other indexes makes a new version beside the standing one and then turns the pointer
 * to it, so that nobody sees a half of it, and one that dies meanwhile leaves all as it was:
 *
 * 1. The pointer names the next version. Who has written looks at the pointer afterwards, and takes back what it said when it finds
 *    one; so what counts is in the standing version before the first document is copied.
 * 2. The documents are copied, by inserts only: what is there is newer, or the copy of another program that does the same.
 * 3. The pointer is turned, if it still is as in 1.
 *
 * The version that was replaced stays for those who still read it, until the next change.
 */
export class CollectionVersions {
  readonly #database: MongoDatabase;

  constructor(database: MongoDatabase) {
    this.#database = database;
  }

  /** The standing version with these indexes; made where it is missing or has others. */
  async standing(layout: CollectionLayout): Promise<CollectionVersion> {
    // Copying takes as long as it takes.
    return this.#database.persistently(() => this.#find(layout), Infinity);
  }

  /** @throws Error when another version has taken the place of this one, or is about to: what was written to it does not count. */
  async requireStanding(layout: CollectionLayout, { version }: CollectionVersion): Promise<void> {
    const pointer = await this.#database.persistently(() => this.#pointers().findOne({ _id: layout.name }));
    const stands = pointer?.version === version && pointer.next === null;
    requireSameIndexes(layout, stands ? pointer.signature : undefined);
  }

  /** Removes collections for good, with whatever version of them stands. */
  async remove(isUnwanted: (name: string) => boolean): Promise<void> {
    const pointers = await this.#database.persistently(() => this.#pointers().find().toArray());
    for (const { _id: name, version, next } of pointers.filter(({ _id }) => isUnwanted(_id))) {
      for (const each of [version - 1, version, ...(next === null ? [] : [next.version])]) {
        await this.#database.persistently(() => this.#drop({ name }, each));
      }
      await this.#database.persistently(() => this.#pointers().deleteOne({ _id: name }));
    }
  }

  async #find(layout: CollectionLayout): Promise<CollectionVersion> {
    for (;;) {
      const pointer = await this.#pointers().findOne({ _id: layout.name });
      if (pointer === null) await this.#begin(layout);
      else if (pointer.next === null && pointer.signature === layout.signature) return this.#indexed(layout, pointer.version);
      else await this.#replace(layout, pointer);
    }
  }

  async #begin({ name, signature }: CollectionLayout): Promise<void> {
    try {
      await this.#pointers().insertOne({ _id: name, version: 1, signature, next: null });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async #replace(layout: CollectionLayout, pointer: Pointer): Promise<void> {
    const { version, signature } = pointer;
    let { next } = pointer;
    if (next?.signature !== layout.signature) {
      const announced = { version: (next?.version ?? version) + 1, signature: layout.signature };
      if (!(await this.#turn(pointer, { ...pointer, next: announced }))) return;
      next = announced;
    }
    await this.#copy(layout, version, next.version);
    if (await this.#turn({ ...pointer, next }, { _id: layout.name, ...next, next: null })) await this.#drop(layout, version - 1);
    else throw new NotYetError(`The indexes of ${layout.name} (${signature}) are being changed by another program as well.`);
  }

  async #copy(layout: CollectionLayout, from: number, to: number): Promise<void> {
    const target = this.#collection((await this.#indexed(layout, to)).documents);
    let copies: StoredForm[] = [];
    for await (const document of this.#collection(documentsOf(layout, from)).find()) {
      copies.push(rekeyed(layout, document));
      if (copies.length < COPIED_AT_ONCE) continue;
      await insertMissing(target, copies);
      copies = [];
    }
    await insertMissing(target, copies);
  }

  async #indexed(layout: CollectionLayout, version: number): Promise<CollectionVersion> {
    const documents = documentsOf(layout, version);
    // Sparse: a document that was removed has no keys.
    for (const name of layout.indexes.keys())
      await this.#collection(documents).createIndex({ [`keys.${name}`]: 1 }, { name, sparse: true });
    return { version, documents };
  }

  async #turn({ _id, version, next }: Pointer, to: Pointer): Promise<boolean> {
    const asRead = next === null ? { next } : { 'next.version': next.version };
    return (await this.#pointers().replaceOne({ _id, version, ...asRead }, to)).matchedCount === 1;
  }

  async #drop(layout: Pick<CollectionLayout, 'name'>, version: number): Promise<void> {
    if (version === 0) return;
    try {
      await this.#collection(documentsOf(layout, version)).drop();
    } catch (error) {
      if (!isMissingCollection(error)) throw error;
    }
  }

  #collection(documents: string): Collection<StoredForm> {
    return this.#database.collection(documents);
  }

  #pointers(): Collection<Pointer> {
    return this.#database.collection('collections');
  }
}

function documentsOf({ name }: Pick<CollectionLayout, 'name'>, version: number): string {
  return `documents.${name}.v${version}`;
}

function rekeyed(layout: CollectionLayout, stored: StoredForm): StoredForm {
  if (stored.text === undefined) return stored;
  return { ...stored, keys: keysOf(layout, stored._id, valuesOf(layout.fields, JSON.parse(stored.text) as object)) };
}

async function insertMissing(target: Collection<StoredForm>, documents: readonly StoredForm[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await target.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
