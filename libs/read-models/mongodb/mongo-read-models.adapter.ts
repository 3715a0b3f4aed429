import { type Collection, type CollectionDefinition, type Lease, type ReadModels } from '#libs/event-sourcing';
import { type MongoDatabase, type MongoDatabaseOptions, openMongoDatabase, requireContents } from '#libs/mongodb';
import { CollectionLayout } from '../collection-layout.js';
import { DocumentStore, isOf } from '../document-store.js';
import { requireLease, requireText, requireWholeNumber } from '../limits.js';
import type { VersionTiming } from '../versions/version-pointer.js';
import { versioned } from '../versions/versioned-read-models.js';
import { CollectionVersions } from './collection-versions.js';
import { type GuardedDocument, writeGuarded } from './guarded-writes.js';
import { MongoCollection } from './mongo-collection.js';
import { MongoLeases } from './mongo-leases.js';

/** A look at the pointer costs a round trip, so one is good for a second. */
const TIMING: VersionTiming = { freshMs: 1_000, graceMs: 5_000 };

/** Read models in a database of their own, which any number of processes share. @throws MongoUnavailableError, MongoRefusedError */
export async function openMongoReadModels(options: MongoDatabaseOptions, timing: VersionTiming = TIMING): Promise<ReadModels> {
  const database = await openMongoDatabase(options);
  try {
    await requireContents(database, { holds: 'read models', layout: 1 });
    return versioned(new MongoDocumentStore(database), timing);
  } catch (error) {
    await database.close();
    throw error;
  }
}

class MongoDocumentStore extends DocumentStore {
  readonly #database: MongoDatabase;
  readonly #versions: CollectionVersions;
  readonly #leases: MongoLeases;

  constructor(database: MongoDatabase) {
    super();
    this.#database = database;
    this.#versions = new CollectionVersions(database);
    this.#leases = new MongoLeases(database);
  }

  override collection<T>(definition: CollectionDefinition): Collection<T> {
    return new MongoCollection<T>(new CollectionLayout(definition), this.#database, this.#versions);
  }

  override async checkpoint(projection: string): Promise<number> {
    const _id = requireText('The name of a projection', projection);
    const found = await this.#database.persistently(() => this.#database.collection<GuardedDocument>('checkpoints').findOne({ _id }));
    return Number(found?.position ?? 0);
  }

  override async advance(projection: string, previous: number, position: number): Promise<boolean> {
    const id = requireText('The name of a projection', projection);
    requireWholeNumber('The position of a checkpoint', position);
    if (previous === position) return (await this.checkpoint(projection)) === position;
    const write = { id, previous: previous === 0 ? null : previous, position, content: {} };
    return (await writeGuarded(this.#database, 'checkpoints', [write])).length === 0;
  }

  override async acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease> {
    return this.#leases.acquire(requireLease(wanted), abandoned);
  }

  override async releaseLease(name: string, holder: string): Promise<void> {
    await this.#leases.release(name, holder);
  }

  override async remove(stems: readonly string[]): Promise<void> {
    await this.#versions.remove((name) => isOf(stems, name));
    const checkpoints = this.#database.collection<GuardedDocument>('checkpoints');
    await this.#database.persistently(async () => {
      const names = (await checkpoints.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
      await checkpoints.deleteMany({ _id: { $in: names.filter((name) => isOf(stems, name)) } });
    });
  }

  override async close(): Promise<void> {
    await this.#database.close();
  }
}
