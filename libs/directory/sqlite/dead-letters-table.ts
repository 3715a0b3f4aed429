import type { DeadLetter, RefusalReason } from '#libs/contracts';
import type { SqlValue, SqliteDatabase, Statement } from '#libs/sqlite';
import {
  pagingOf,
  type DeadLetterCount,
  type DeadLetterPage,
  type DeadLetterQuery,
  type DeadLetterSummary,
  type StoredDeadLetter,
} from '../dead-letters.js';
import type { Hours, LetterTally } from '../receipts.js';
import type { KeyedHash } from '../keyed-hash.js';
import { mentionsOf } from '../mentions.js';
import type { PersonRow } from './people-table.js';

const SUMMARY = 'number, id, district, reason, message, details, received_at, retried_at';
/** Originals may have 256 KiB each. */
const SCANNED_AT_ONCE = 50;

interface Row {
  readonly number: number;
  readonly id: string;
  readonly district: string | null;
  readonly reason: RefusalReason;
  readonly message: string;
  readonly details: string;
  readonly received_at: string;
  readonly retried_at: string | null;
  readonly original: Uint8Array;
}

/** Refused records with their originals. */
export class DeadLettersTable {
  readonly #db: SqliteDatabase;
  readonly #hash: KeyedHash;
  readonly #known: Statement;
  readonly #put: Statement;
  readonly #putPerson: Statement;
  readonly #get: Statement;
  readonly #retried: Statement;

  constructor(db: SqliteDatabase, hash: KeyedHash) {
    this.#db = db;
    this.#hash = hash;
    this.#known = db.prepare('SELECT 1 FROM dead_letters WHERE id = ?');
    this.#put = db.prepare(
      `INSERT INTO dead_letters (id, district, reason, message, details, received_at, original) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, message = excluded.message, details = excluded.details, retried_at = NULL
       WHERE retried_at IS NOT NULL OR message <> excluded.message RETURNING number`,
    );
    this.#putPerson = db.prepare('INSERT INTO dead_letter_people (letter, lookup) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.#get = db.prepare(`SELECT ${SUMMARY}, original FROM dead_letters WHERE id = ?`);
    this.#retried = db.prepare('UPDATE dead_letters SET retried_at = ? WHERE id = ?');
  }

  add(letters: readonly DeadLetter[]): number {
    return this.#db.write(() => letters.filter((letter) => this.#addOne(letter)).length);
  }

  #addOne(letter: DeadLetter): boolean {
    const isNew = this.#known.get(letter.id) === undefined;
    const { id, district, reason, message, receivedAt, original, people = [], ...details } = letter;
    const number = this.#put.get(id, district ?? null, reason, message, JSON.stringify(details), receivedAt, original)?.['number'];
    if (typeof number !== 'number' || district === undefined) return isNew;
    for (const person of people) this.#putPerson.run(number, this.#hash.lookup(district, person.kind, person.id));
    return isNew;
  }

  page(query: DeadLetterQuery): DeadLetterPage {
    const { after, limit } = pagingOf(query);
    const conditions = ['number > ?'];
    const values: SqlValue[] = [after];
    for (const column of ['district', 'reason'] as const) {
      const value = query[column];
      if (value === undefined) continue;
      conditions.push(`${column} = ?`);
      values.push(value);
    }
    if (query.retried !== undefined) conditions.push(`retried_at IS ${query.retried ? 'NOT ' : ''}NULL`);
    const sql = `SELECT ${SUMMARY} FROM dead_letters WHERE ${conditions.join(' AND ')} ORDER BY number LIMIT ?`;
    const rows = this.#db.prepare(sql).all(...values, limit + 1) as unknown as Row[];
    const shown = rows.slice(0, limit);
    return { letters: shown.map(summaryOf), next: rows.length > limit ? String(shown.at(-1)?.number) : null };
  }

  get(id: string): StoredDeadLetter | null {
    const row = this.#get.get(id) as unknown as Row | undefined;
    return row === undefined ? null : { ...summaryOf(row), original: row.original };
  }

  counts(district: string | undefined): readonly DeadLetterCount[] {
    const where = district === undefined ? '' : 'WHERE district = ?';
    const sql = `SELECT reason, count(*) - count(retried_at) AS waiting, count(retried_at) AS retried FROM dead_letters ${where} GROUP BY reason ORDER BY reason`;
    const rows = this.#db.prepare(sql).all(...(district === undefined ? [] : [district])) as unknown as DeadLetterCount[];
    return rows.map(({ reason, waiting, retried }) => ({ reason, waiting, retried }));
  }

  /** @param hours in which they came first; default: over all time. */
  byFeed(district: string, hours: Hours | undefined): readonly LetterTally[] {
    const hour = hours === undefined ? 'NULL' : 'substr(received_at, 1, 13)';
    const sql = `SELECT ${hour} AS hour, details ->> '$.schoolId' AS schoolId, details ->> '$.source' AS source, details ->> '$.record' AS record,
      count(*) - count(retried_at) AS waiting, count(retried_at) AS retried
      FROM dead_letters WHERE district = ? AND received_at >= ? AND received_at < ? GROUP BY 1, 2, 3, 4`;
    const { from, before } = hours ?? { from: '', before: 'A' };
    const rows = this.#db.prepare(sql).all(district, from, before) as unknown as LetterTally[];
    return rows.map((row) => ({ ...row }));
  }

  markRetried(ids: readonly string[], at: string): void {
    this.#db.write(() => {
      for (const id of ids) this.#retried.run(at, id);
    });
  }

  /** Removes every letter that names the person or holds the id; answers how many. Runs in the caller's transaction. */
  removeOf({ district, kind, id }: PersonRow): number {
    const named = this.#db.prepare('DELETE FROM dead_letters WHERE number IN (SELECT letter FROM dead_letter_people WHERE lookup = ?)');
    let removed = Number(named.run(this.#hash.lookup(district, kind, id)).changes);
    const remove = this.#db.prepare('DELETE FROM dead_letters WHERE number = ?');
    for (const number of this.#mentions(district, id)) removed += Number(remove.run(number).changes);
    return removed;
  }

  /** Also in letters whose district could not be read; the plus signs keep SQLite from sorting both sets anew for each page. */
  #mentions(district: string, id: string): readonly number[] {
    const mentions = mentionsOf(id);
    const page = this.#db.prepare(
      `SELECT number, message, details, original FROM dead_letters WHERE (+district IS NULL OR +district = ?) AND number > ? ORDER BY number LIMIT ${SCANNED_AT_ONCE}`,
    );
    const found: number[] = [];
    for (let after = 0; ;) {
      const rows = page.all(district, after) as unknown as Pick<Row, 'number' | 'message' | 'details' | 'original'>[];
      for (const { number, message, details, original } of rows) {
        if (mentions(original) || mentions(Buffer.from(details)) || mentions(Buffer.from(message))) found.push(number);
      }
      if (rows.length < SCANNED_AT_ONCE) return found;
      after = rows.at(-1)?.number ?? after;
    }
  }
}

function summaryOf(row: Row): DeadLetterSummary {
  const { id, district, reason, message, details, received_at: receivedAt, retried_at: retriedAt } = row;
  const rest = JSON.parse(details) as Pick<DeadLetterSummary, 'origin' | 'path' | 'found' | 'headers' | 'record' | 'source' | 'schoolId'>;
  return { ...rest, id, reason, message, receivedAt, ...(district !== null && { district }), ...(retriedAt !== null && { retriedAt }) };
}
