import type { SqliteDatabase, Statement } from '#libs/sqlite';
import type { KeyedHash } from '../keyed-hash.js';
import type { NewExtras } from '../people.js';
import type { PeopleTable } from './people-table.js';

/** What records say beyond their facts, by handle. */
export class ExtrasTable {
  readonly #db: SqliteDatabase;
  readonly #hash: KeyedHash;
  readonly #people: PeopleTable;
  readonly #get: Statement;
  readonly #put: Statement;
  readonly #removeMentions: Statement;

  constructor(db: SqliteDatabase, hash: KeyedHash, people: PeopleTable) {
    this.#db = db;
    this.#hash = hash;
    this.#people = people;
    this.#get = db.prepare('SELECT content FROM extras WHERE handle = ?');
    this.#put = db.prepare('INSERT INTO extras (handle, person, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#removeMentions = db.prepare('DELETE FROM extras WHERE instr(content, ?) > 0');
  }

  save(extras: readonly NewExtras[]): readonly string[] {
    const handles = extras.map(({ person, content }) => this.#hash.handle(person, content));
    const missing = extras.flatMap((item, index) => {
      const handle = handles[index] ?? '';
      return this.#content(handle) === null ? [{ ...item, handle }] : [];
    });
    if (missing.length > 0) {
      this.#db.write(() => {
        for (const { handle, person, content } of missing) {
          this.#put.run(Buffer.from(handle, 'hex'), person === null ? null : this.#people.numberOf(person), content);
        }
      });
    }
    return handles;
  }

  contents(handles: readonly string[]): Map<string, string> {
    const contents = new Map<string, string>();
    for (const handle of handles) {
      const content = this.#content(handle);
      if (content !== null) contents.set(handle, content);
    }
    return contents;
  }

  /** Extras of others that hold the id as a value; their handles stay in the log and go on comparing. */
  removeMentions(id: string): void {
    this.#removeMentions.run(JSON.stringify(id));
  }

  #content(handle: string): string | null {
    const content = this.#get.get(Buffer.from(handle, 'hex'))?.['content'];
    return typeof content === 'string' ? content : null;
  }
}
