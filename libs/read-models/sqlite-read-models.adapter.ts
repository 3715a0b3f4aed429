import type { DatabaseSync } from 'node:sqlite';
import { type Collection, type CollectionDefinition, type Lease, ReadModels } from '#libs/event-sourcing';
import { CollectionLayout } from './collection-layout.js';
import { requireText, requireWholeNumber } from './limits.js';
import { SqliteCollection } from './sqlite-collection.js';
import { openDatabase } from './sqlite-database.js';
import { prepareTable } from './sqlite-table.js';
import { inTransaction } from './sqlite-transaction.js';

export interface SqliteReadModelsOptions {
  /** The file, made when missing, in a folder that exists. */
  readonly path: string;
}

/**
 * Read models in one SQLite file, which several processes may open.
 *
 * @throws Error when the folder is missing, the file is no read models, or it was written by a newer version.
 */
export function openSqliteReadModels({ path }: SqliteReadModelsOptions): ReadModels {
  return new SqliteReadModels(openDatabase(path));
}

class SqliteReadModels extends ReadModels {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super();
    this.#database = database;
  }

  override collection<T>(definition: CollectionDefinition): Collection<T> {
    const layout = new CollectionLayout(definition);
    prepareTable(this.#open(), layout);
    return new SqliteCollection<T>(layout, () => this.#open());
  }

  override async checkpoint(projection: string): Promise<number> {
    requireText('The name of a projection', projection);
    const row = this.#open().prepare('SELECT position FROM checkpoints WHERE projection = ?').get(projection);
    return Number(row?.['position'] ?? 0);
  }

  override async advance(projection: string, previous: number, position: number): Promise<boolean> {
    requireText('The name of a projection', projection);
    requireWholeNumber('The position of a checkpoint', position);
    const database = this.#open();
    const update = 'UPDATE checkpoints SET position = ? WHERE projection = ? AND position = ?';
    if (database.prepare(update).run(position, projection, previous).changes === 1) return true;
    if (previous !== 0) return false;
    return database.prepare('INSERT OR IGNORE INTO checkpoints VALUES (?, ?)').run(projection, position).changes === 1;
  }

  override async acquireLease(name: string, holder: string, now: number, ttlMs: number): Promise<Lease> {
    requireText('The name of a lease', name);
    requireText('The holder of a lease', holder);
    requireWholeNumber('The end of a lease', now + ttlMs);
    const database = this.#open();
    const upsert =
      'INSERT INTO leases (name, holder, expires_at) VALUES (?, ?, ?) ' +
      'ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at ' +
      'WHERE holder = excluded.holder OR expires_at <= ?';
    return inTransaction(database, () => {
      database.prepare(upsert).run(name, holder, now + ttlMs, now);
      const row = database.prepare('SELECT holder, expires_at FROM leases WHERE name = ?').get(name);
      return { name, holder: String(row?.['holder']), expiresAt: Number(row?.['expires_at']) };
    });
  }

  override async releaseLease(name: string, holder: string): Promise<void> {
    this.#open().prepare('DELETE FROM leases WHERE name = ? AND holder = ?').run(name, holder);
  }

  override async close(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  #open(): DatabaseSync {
    if (!this.#database.isOpen) throw new Error('The read models are closed.');
    return this.#database;
  }
}
