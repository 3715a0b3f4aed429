import { type Collection, type CollectionDefinition, type Lease, ReadModels } from '#libs/event-sourcing';
import { type MongoDatabase, type MongoDatabaseOptions, openMongoDatabase, requireContents } from '#libs/mongodb';
import { CollectionLayout } from '../collection-layout.js';
import { requireLease, requireText, requireWholeNumber } from '../limits.js';
import { CollectionVersions } from './collection-versions.js';
import { type GuardedDocument, writeGuarded } from './guarded-writes.js';
import { MongoCollection } from './mongo-collection.js';
import { MongoLeases } from './mongo-leases.js';

/** Read models in a database of their own, which any number of processes share. @throws MongoUnavailableError, MongoRefusedError */
export async function openMongoReadModels(options: MongoDatabaseOptions): Promise<ReadModels> {
  const database = await openMongoDatabase(options);
  try {
    await requireContents(database, { holds: 'read models', layout: 1 });
    return new MongoReadModels(database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

class MongoReadModels extends ReadModels {
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

  override async close(): Promise<void> {
    await this.#database.close();
  }
}
