import type { SqliteDatabase, Statement } from '#libs/sqlite';
import type { Hours, Receipt, ReceiptTally } from '../receipts.js';

interface Row {
  readonly hour: string;
  readonly school: string;
  readonly source: string;
  readonly record: string;
  readonly appended: number;
  readonly unchanged: number;
}

const ALL_HOURS = '';

/** What came in and left no event in the log. */
export class ReceiptsTable {
  readonly #db: SqliteDatabase;
  readonly #add: Statement;
  readonly #between: Statement;

  constructor(db: SqliteDatabase) {
    this.#db = db;
    this.#add = db.prepare(
      `INSERT INTO receipts (district, hour, school, source, record, appended, unchanged) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET appended = appended + excluded.appended, unchanged = unchanged + excluded.unchanged`,
    );
    this.#between = db.prepare(
      `SELECT hour, school, source, record, appended, unchanged FROM receipts WHERE district = ? AND hour >= ? AND hour < ?`,
    );
  }

  add(receipts: readonly Receipt[]): void {
    this.#db.write(() => {
      for (const { district, hour, schoolId, source, record, appended, unchanged } of receipts) {
        for (const slot of [ALL_HOURS, hour])
          this.#add.run(district, slot, schoolId ?? '', source ?? '', record ?? '', appended, unchanged);
      }
    });
  }

  /** @param hours default: the sum over all. */
  tally(district: string, hours: Hours = { from: ALL_HOURS, before: '0' }): readonly ReceiptTally[] {
    return (this.#between.all(district, hours.from, hours.before) as unknown as Row[]).map(tallyOf);
  }
}

function tallyOf({ hour, school, source, record, appended, unchanged }: Row): ReceiptTally {
  return { hour: hour || null, schoolId: school || null, source: source || null, record: record || null, appended, unchanged };
}
