import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openScratchDatabase, type SqliteDatabase, type Statement } from '#libs/sqlite';
import { unpacked, type PackedNode, type XmlNode } from '../xml/xml-node.js';
import type { AttendanceRow, Claim, ReadElement, StagedElement } from './staging.js';

const PAGE = 500;

const schema = `
  CREATE TABLE element (sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
  CREATE TABLE identified (id TEXT NOT NULL, file INTEGER NOT NULL, sequence INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
  CREATE TABLE claim (kind TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL, ordering TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, key)) STRICT;
  CREATE TABLE attendance (date TEXT NOT NULL, student TEXT NOT NULL, section TEXT NOT NULL, rank INTEGER NOT NULL, sequence INTEGER NOT NULL,
    school TEXT NOT NULL, recordSchool TEXT NOT NULL) STRICT;
  BEGIN;`;

/**
 * The temporary table between the two looks at the files: elements in reading order, claims by natural key, attendance to be sorted.
 * One file, removed by `close`; nothing of it outlives the import.
 */
export class SqliteStaging {
  private readonly database: SqliteDatabase;
  /** What `close` removes: the file, or the folder made for it. */
  private readonly remove: string;
  private readonly insertElement: Statement;
  private readonly insertIdentified: Statement;
  private readonly insertClaim: Statement;
  private readonly insertAttendance: Statement;
  private readonly selectIdentified: Statement;
  private readonly selectClaims: Statement;

  /**
   * @param path a file that does not exist yet; default one in a new folder of the system's temporary folder.
   * @throws Error where the file exists or its folder does not.
   */
  constructor(path: string | undefined) {
    if (path !== undefined && existsSync(path)) throw new Error(`cannot stage in ${path}: it exists; give the path of a new file`);
    this.remove = path ?? mkdtempSync(join(tmpdir(), 'homeroom-edfi-'));
    const file = path ?? join(this.remove, 'staging.sqlite');
    try {
      this.database = openScratchDatabase(file);
    } catch (error) {
      throw new Error(`cannot stage in ${file}: give a path in a folder that exists and can be written to`, { cause: error });
    }
    this.database.exec(schema);
    this.insertElement = this.database.prepare('INSERT INTO element (kind, file, line, content) VALUES (?, ?, ?, ?)');
    this.insertIdentified = this.database.prepare('INSERT INTO identified (id, file, content) VALUES (?, ?, ?)');
    this.insertClaim = this.database.prepare('INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?, ?)');
    this.insertAttendance = this.database.prepare('INSERT INTO attendance VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.selectIdentified = this.database.prepare(
      'SELECT file, content FROM identified WHERE id = ? ORDER BY file = ? DESC, sequence DESC LIMIT 1',
    );
    this.selectClaims = this.database.prepare('SELECT value FROM claim WHERE kind = ? AND owner = ? ORDER BY ordering, key');
  }

  addElement({ kind, file, line, content }: ReadElement): void {
    this.insertElement.run(kind, file, line, JSON.stringify(content));
  }

  /** An element that others can refer to by `ref`. */
  addIdentified(id: string, file: number, content: PackedNode): void {
    this.insertIdentified.run(id, file, JSON.stringify(content));
  }

  /** Forgets what was read of a file. */
  dropFile(file: number): void {
    this.database.prepare('DELETE FROM element WHERE file = ?').run(file);
    this.database.prepare('DELETE FROM identified WHERE file = ?').run(file);
  }

  /** To be called once between reading and the second look. */
  indexElements(): void {
    this.database.exec('CREATE INDEX element_kind ON element (kind, sequence); CREATE INDEX identified_id ON identified (id, file);');
    this.database.exec('CREATE INDEX claim_owner ON claim (kind, owner);');
  }

  /** The elements of a kind in reading order. */
  *elements(kind: string): Generator<StagedElement> {
    const page = this.database.prepare(
      'SELECT sequence, file, line, content FROM element WHERE kind = ? AND sequence > ? ORDER BY sequence LIMIT ?',
    );
    for (let last = 0; ;) {
      const rows = page.all(kind, last, PAGE) as { sequence: number; file: number; line: number; content: string }[];
      for (const { sequence, file, line, content } of rows) {
        yield { sequence, kind, file, line, node: nodeOf(content) };
        last = sequence;
      }
      if (rows.length < PAGE) return;
    }
  }

  /** The element with an id, of the same file before that of another. */
  identified(id: string, file: number): { node: XmlNode; file: number } | undefined {
    const row = this.selectIdentified.get(id, file) as { file: number; content: string } | undefined;
    return row && { node: nodeOf(row.content), file: row.file };
  }

  claim<Value>({ kind, key, owner, order, value }: Claim<Value>): void {
    this.insertClaim.run(kind, JSON.stringify(key), owner, order, JSON.stringify(value));
  }

  /** What stands of a kind, in its order. Claims must not be made of the same kind while this runs. */
  *claims<Value>(kind: string): Generator<Value> {
    const rows = this.database.prepare('SELECT value FROM claim WHERE kind = ? ORDER BY ordering, key').iterate(kind);
    for (const row of rows as Iterable<{ value: string }>) yield JSON.parse(row.value) as Value;
  }

  claimsOf<Value>(kind: string, owner: string): Value[] {
    const rows = this.selectClaims.all(kind, owner) as { value: string }[];
    return rows.map((row) => JSON.parse(row.value) as Value);
  }

  addAttendance(row: AttendanceRow): void {
    this.insertAttendance.run(row.date, row.student, row.section, row.rank, row.sequence, row.school, row.recordSchool);
  }

  /** Attendance by date, student and section; of one key the kind that stands first, and of equals the later in reading order. */
  sortAttendance(): void {
    this.database.exec(
      `CREATE TABLE sorted AS SELECT * FROM attendance ORDER BY date, student, section, rank, sequence DESC; DROP TABLE attendance;`,
    );
  }

  *attendance(): Generator<AttendanceRow> {
    yield* this.database.prepare('SELECT * FROM sorted ORDER BY rowid').iterate() as Iterable<unknown> as Iterable<AttendanceRow>;
  }

  /** Says of an error of the file which file, why, and what to do; others stay as they are. */
  explain(error: unknown): unknown {
    return this.database.explain(error);
  }

  /** Closes and removes the file. */
  close(): void {
    this.database.close();
    rmSync(this.remove, { recursive: true, force: true });
  }
}

function nodeOf(content: string): XmlNode {
  return unpacked(JSON.parse(content) as PackedNode);
}
