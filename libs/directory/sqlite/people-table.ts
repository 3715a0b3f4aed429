import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { randomBytes } from 'node:crypto';
import { UnknownPersonError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';
import type { Person, PersonId, PersonKind } from '../people.js';
import { namesIn } from '../profile-version.js';

const PAGE = 1_000;

/** A person's row without the profile. */
export interface PersonRow {
  readonly number: number;
  readonly district: string;
  readonly kind: PersonKind;
  readonly id: string;
}

/** Who has which key. */
export class PeopleTable {
  readonly #db: SqliteDatabase;
  readonly #hash: KeyedHash;
  readonly #byLookup: Statement;
  readonly #byKey: Statement;
  readonly #withProfile: Statement;
  readonly #page: Statement;
  readonly #insert: Statement;

  constructor(db: SqliteDatabase, hash: KeyedHash) {
    this.#db = db;
    this.#hash = hash;
    this.#byLookup = db.prepare('SELECT lower(hex(key)) AS key FROM people WHERE lookup = ?');
    this.#byKey = db.prepare('SELECT number, district, kind, id FROM people WHERE key = ?');
    this.#withProfile = db.prepare('SELECT district, kind, id, content FROM people LEFT JOIN profiles ON person = number WHERE key = ?');
    this.#page = db.prepare(
      `SELECT number, lower(hex(key)) AS key, id FROM people WHERE district = ? AND kind = ? AND number > ? ORDER BY number LIMIT ${PAGE}`,
    );
    this.#insert = db.prepare(
      'INSERT INTO people (key, lookup, district, kind, id) VALUES (?, ?, ?, ?, ?) ON CONFLICT (lookup) DO NOTHING',
    );
  }

  find(district: string, kind: PersonKind, ids: Iterable<string>): Map<string, string> {
    const keys = new Map<string, string>();
    for (const id of ids) {
      const key = this.#keyAt(this.#hash.lookup(district, kind, id));
      if (key !== undefined) keys.set(id, key);
    }
    return keys;
  }

  /** Finds or makes; of two processes that meet one new person at once, the first one's key stands for both. */
  findOrMake(district: string, kind: PersonKind, ids: Iterable<string>): Map<string, string> {
    const keys = new Map<string, string>();
    const missing = new Map<string, Buffer>();
    for (const id of ids) {
      const lookup = this.#hash.lookup(district, kind, id);
      const key = this.#keyAt(lookup);
      if (key === undefined) missing.set(id, lookup);
      else keys.set(id, key);
    }
    if (missing.size === 0) return keys;
    this.#db.write(() => {
      for (const [id, lookup] of missing) {
        const key = randomBytes(16);
        const isNew = this.#insert.run(key, lookup, district, kind, id).changes === 1;
        keys.set(id, isNew ? key.toString('hex') : (this.#keyAt(lookup) ?? ''));
      }
    });
    return keys;
  }

  #keyAt(lookup: Buffer): string | undefined {
    const key = this.#byLookup.get(lookup)?.['key'];
    return typeof key === 'string' ? key : undefined;
  }

  get(key: string): PersonRow | null {
    return (this.#byKey.get(Buffer.from(key, 'hex')) as unknown as PersonRow | undefined) ?? null;
  }

  /** @throws UnknownPersonError */
  numberOf(key: string): number {
    const row = this.get(key);
    if (row === null) throw new UnknownPersonError(key);
    return row.number;
  }

  people(keys: readonly string[]): Map<string, Person> {
    const people = new Map<string, Person>();
    for (const key of keys) {
      const row = this.#withProfile.get(Buffer.from(key, 'hex')) as unknown as (PersonRow & { content: string | null }) | undefined;
      if (row !== undefined) people.set(key, { key, id: row.id, district: row.district, kind: row.kind, ...namesIn(row.content) });
    }
    return people;
  }

  *all(district: string, kind: PersonKind): Iterable<PersonId> {
    let after = 0;
    for (;;) {
      const since = after;
      const rows = this.#db.use(() => this.#page.all(district, kind, since)) as unknown as (PersonId & { readonly number: number })[];
      for (const { key, id } of rows) yield { key, id };
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.number ?? after;
    }
  }
}
