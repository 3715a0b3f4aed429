import type { Collection as Stored } from 'mongodb';
import type { Collection, CountOptions, DocumentWrite, FindOptions, Page, StoredDocument } from '#libs/event-sourcing';
import type { MongoDatabase } from '#libs/mongodb';
import type { CollectionLayout } from '../collection-layout.js';
import { encodeWrites } from '../document-text.js';
import { type FindPlan, pageOf, planCount, planFind } from '../find-plan.js';
import { requireFewDocuments } from '../limits.js';
import type { CollectionVersion, CollectionVersions } from './collection-versions.js';
import { type GuardedWrite, writeGuarded } from './guarded-writes.js';
import { afterPrefix, keyPrefix, sortKey } from './sort-key.js';
import { documentOf, documentOrRemovalOf, guardedWriteOf, STANDING, type StoredForm } from './stored-form.js';

type Documents = Stored<StoredForm>;

const PAGE_OF_ALL = 500;
/** Ids have up to 1,000 characters, a command up to 16 MB. */
const IDS_AT_ONCE = 1_000;

export class MongoCollection<T> implements Collection<T> {
  readonly #layout: CollectionLayout;
  readonly #database: MongoDatabase;
  readonly #versions: CollectionVersions;
  #version: Promise<CollectionVersion> | null = null;

  constructor(layout: CollectionLayout, database: MongoDatabase, versions: CollectionVersions) {
    this.#layout = layout;
    this.#database = database;
    this.#versions = versions;
  }

  async get(id: string): Promise<StoredDocument<T> | null> {
    const [document] = await this.getMany([id]);
    return document ?? null;
  }

  async getMany(ids: readonly string[]): Promise<readonly StoredDocument<T>[]> {
    const stored = await this.#stored(ids);
    return stored.filter(({ text }) => text !== undefined).map((each) => documentOf<T>(each));
  }

  async getManyWithRemoved(ids: readonly string[]): Promise<readonly StoredDocument<T | null>[]> {
    return (await this.#stored(ids)).map((each) => documentOrRemovalOf<T>(each));
  }

  async find(options: FindOptions): Promise<Page<T>> {
    const plan = planFind(this.#layout, options);
    const key = `keys.${plan.index}`;
    const found = await this.#read((documents) =>
      documents
        .find({ [key]: rangeOf(plan) })
        .hint(plan.index)
        .sort({ [key]: plan.descending ? -1 : 1 })
        .limit(plan.limit + 1)
        .toArray(),
    );
    return pageOf(
      plan,
      found.map((each) => documentOf<T>(each)),
    );
  }

  async *all(start = ''): AsyncIterable<StoredDocument<T>> {
    for (let after = start; ;) {
      const page = await this.#read((documents) =>
        documents
          .find({ _id: { $gt: after }, ...STANDING })
          .sort({ _id: 1 })
          .limit(PAGE_OF_ALL)
          .toArray(),
      );
      yield* page.map((each) => documentOf<T>(each));
      const last = page.at(-1);
      if (last === undefined) return;
      after = last._id;
    }
  }

  async count(some?: CountOptions): Promise<number> {
    if (some === undefined) return this.#read((documents) => documents.countDocuments(STANDING));
    const { index, equals } = planCount(this.#layout, some);
    const counted = { [`keys.${index}`]: rangeWithin(equals) };
    return this.#read((documents) => documents.countDocuments(counted, { hint: index, limit: some.most }));
  }

  async write(writes: readonly DocumentWrite<T>[]): Promise<readonly string[]> {
    const encoded = encodeWrites(this.#layout, writes).map((write) => guardedWriteOf(this.#layout, write));
    const version = await this.#standing();
    if (encoded.length === 0) return [];
    const mismatches: string[] = [];
    for (const wave of inWaves(encoded)) mismatches.push(...(await writeGuarded(this.#database, version.documents, wave)));
    await this.#versions.requireStanding(this.#layout, version);
    return mismatches;
  }

  async #stored(ids: readonly string[]): Promise<StoredForm[]> {
    requireFewDocuments(ids.length);
    const asked = [...new Set(ids)];
    const found = new Map<string, StoredForm>();
    for (let i = 0; i < asked.length; i += IDS_AT_ONCE) {
      const some = asked.slice(i, i + IDS_AT_ONCE);
      for (const each of await this.#read((documents) => documents.find({ _id: { $in: some } }).toArray())) found.set(each._id, each);
    }
    return asked.map((id) => found.get(id)).filter((each) => each !== undefined);
  }

  async #read<R>(query: (documents: Documents) => Promise<R>): Promise<R> {
    const { documents } = await this.#standing();
    return this.#database.persistently(() => query(this.#database.collection(documents)));
  }

  /** Found once; looked for again where that failed. */
  async #standing(): Promise<CollectionVersion> {
    this.#version ??= this.#versions.standing(this.#layout);
    try {
      return await this.#version;
    } catch (error) {
      this.#version = null;
      throw error;
    }
  }
}

function rangeOf({ equals, after, descending }: FindPlan): Record<string, string> {
  if (after === null) return rangeWithin(equals);
  const prefix = keyPrefix(equals);
  const place = sortKey(after.values, after.id);
  return descending ? { $gte: prefix, $lt: place } : { $gt: place, $lt: afterPrefix(prefix) };
}

function rangeWithin(equals: FindPlan['equals']): Record<string, string> {
  const prefix = keyPrefix(equals);
  return { $gte: prefix, $lt: afterPrefix(prefix) };
}

/** A later write of an id follows the earlier one; all first ones together, then all second ones. */
function inWaves(writes: readonly GuardedWrite[]): GuardedWrite[][] {
  const waves: GuardedWrite[][] = [];
  const written = new Map<string, number>();
  for (const write of writes) {
    const wave = written.get(write.id) ?? 0;
    written.set(write.id, wave + 1);
    (waves[wave] ??= []).push(write);
  }
  return waves;
}
