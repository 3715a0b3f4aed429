import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { StoreDamagedError } from '../event-store.errors.js';

/** Beyond this the names in memory are dropped and looked up again: about 100 MB. */
const MAX_NAMES_IN_MEMORY = 500_000;

/** The names of one table by their integer ids and back; a name is the same string for all its events. */
export class Names {
  readonly #table: string;
  readonly #limit: number;
  readonly #ids = new Map<string, number>();
  #names: (string | undefined)[] = [];
  readonly #selectId: Statement;
  readonly #selectName: Statement;
  readonly #selectAll: Statement;
  readonly #lastId: Statement;
  readonly #insert: Statement;

  constructor(connection: SqliteDatabase, table: 'streams' | 'types', limit = MAX_NAMES_IN_MEMORY) {
    this.#table = table;
    this.#limit = limit;
    this.#selectId = connection.prepareArrays(`SELECT id FROM ${table} WHERE name = ?`);
    this.#selectName = connection.prepareArrays(`SELECT name FROM ${table} WHERE id = ?`);
    this.#selectAll = connection.prepareArrays(`SELECT id, name FROM ${table}`);
    this.#lastId = connection.prepareArrays(`SELECT max(id) FROM ${table}`);
    this.#insert = connection.prepareArrays(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  /** undefined: nothing has that name yet. */
  idOf(name: string): number | undefined {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const [id] = (this.#selectId.get(name) ?? []) as unknown as [number?];
    if (id !== undefined) this.#remember(id, name);
    return id;
  }

  nameOf(id: number): string {
    return this.#names[id] ?? this.#load(id);
  }

  /** Loads all names at once, a third of the time that one by one takes, where so many uses of them come that most will be asked for. */
  prepareFor(uses: number): void {
    const [lastId] = this.#lastId.get() as unknown as [number | null];
    const names = lastId ?? 0;
    if (names > uses || names > this.#limit || this.#ids.size > names / 2) return;
    for (const [id, name] of this.#selectAll.all() as unknown as [number, string][]) this.#remember(id, name);
  }

  /** Only within a transaction; when that fails, `forget`. */
  add(name: string): number {
    const id = Number(this.#insert.run(name).lastInsertRowid);
    this.#remember(id, name);
    return id;
  }

  forget(): void {
    this.#ids.clear();
    this.#names = [];
  }

  #load(id: number): string {
    const [name] = (this.#selectName.get(id) ?? []) as unknown as [string?];
    if (name === undefined)
      throw new StoreDamagedError(`An event names row ${id} of ${this.#table}, which is not there: restore a backup.`);
    this.#remember(id, name);
    return name;
  }

  #remember(id: number, name: string): void {
    if (this.#ids.size >= this.#limit) this.forget();
    this.#ids.set(name, id);
    this.#names[id] = name;
  }
}
