import { type Collection, type CollectionDefinition, type Lease, type ReadModels } from '#libs/event-sourcing';
import { openSqlite, type SqliteDatabase, type SqliteOptions, type SqlValue } from '#libs/sqlite';
import { CollectionLayout } from './collection-layout.js';
import { DocumentStore, isOf } from './document-store.js';
import { requireLease, requireText, requireWholeNumber } from './limits.js';
import { SqliteCollection } from './sqlite-collection.js';
import { MODELS_FILE } from './sqlite-layout.js';
import { giveSpaceBack, removeTable } from './sqlite-removal.js';
import { prepareTable } from './sqlite-table.js';
import type { VersionTiming } from './versions/version-pointer.js';
import { versioned } from './versions/versioned-read-models.js';

/**
 * Read models in one SQLite file, which several processes may open.
 *
 * @throws StoreNotOpenableError, StoreDamagedError, StoreLockedError, StorageFullError; later calls the last three.
 */
export function openSqliteReadModels(options: SqliteOptions, timing: VersionTiming = {}): ReadModels {
  return versioned(new SqliteDocumentStore(openSqlite(MODELS_FILE, options)), timing);
}

class SqliteDocumentStore extends DocumentStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super();
    this.#database = database;
  }

  override collection<T>(definition: CollectionDefinition): Collection<T> {
    const layout = new CollectionLayout(definition);
    prepareTable(this.#database, layout);
    return new SqliteCollection<T>(layout, this.#database);
  }

  override async checkpoint(projection: string): Promise<number> {
    requireText('The name of a projection', projection);
    const row = this.#database.use(() => this.#database.prepare('SELECT position FROM checkpoints WHERE projection = ?').get(projection));
    return Number(row?.['position'] ?? 0);
  }

  override async advance(projection: string, previous: number, position: number): Promise<boolean> {
    requireText('The name of a projection', projection);
    requireWholeNumber('The position of a checkpoint', position);
    const update = 'UPDATE checkpoints SET position = ? WHERE projection = ? AND position = ?';
    if (this.#changes(update, position, projection, previous) === 1) return true;
    return previous === 0 && this.#changes('INSERT OR IGNORE INTO checkpoints VALUES (?, ?)', projection, position) === 1;
  }

  override async acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease> {
    const { name, holder, renewal } = requireLease(wanted);
    const database = this.#database;
    const upsert =
      'INSERT INTO leases (name, holder, renewal) VALUES (?, ?, ?) ' +
      'ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, renewal = excluded.renewal ' +
      'WHERE holder = excluded.holder OR (holder = ? AND renewal = ?)';
    return database.write(() => {
      database.prepare(upsert).run(name, holder, renewal, abandoned?.holder ?? null, abandoned?.renewal ?? null);
      const row = database.prepare('SELECT holder, renewal FROM leases WHERE name = ?').get(name);
      return { name, holder: String(row?.['holder']), renewal: Number(row?.['renewal']) };
    });
  }

  override async releaseLease(name: string, holder: string): Promise<void> {
    this.#changes('DELETE FROM leases WHERE name = ? AND holder = ?', name, holder);
  }

  override async remove(stems: readonly string[]): Promise<void> {
    const namesIn = (sql: string): string[] =>
      this.#database
        .use(() =>
          this.#database
            .prepare(sql)
            .all()
            .map(({ name }) => String(name)),
        )
        .filter((name) => isOf(stems, name));
    const collections = namesIn('SELECT name FROM collections');
    for (const name of collections) await removeTable(this.#database, name);
    for (const name of namesIn('SELECT projection AS name FROM checkpoints')) {
      this.#changes('DELETE FROM checkpoints WHERE projection = ?', name);
    }
    if (collections.length > 0) await giveSpaceBack(this.#database);
  }

  override async close(): Promise<void> {
    this.#database.close();
  }

  #changes(sql: string, ...parameters: readonly SqlValue[]): number {
    return this.#database.use(() => Number(this.#database.prepare(sql).run(...parameters).changes));
  }
}
