import type { SqliteDatabase } from '#libs/sqlite';
import { TracesLeftError } from '../directory.errors.js';
import type { Erasure } from '../people.js';
import type { DeadLettersTable } from './dead-letters-table.js';
import type { ExtrasTable } from './extras-table.js';
import type { PeopleTable } from './people-table.js';

interface Tables {
  readonly people: PeopleTable;
  readonly extras: ExtrasTable;
  readonly deadLetters: DeadLettersTable;
}

/** Deletes what is kept of one person, noting that the files still hold traces. Profile and own extras go with the entry. */
export function deletePerson(db: SqliteDatabase, { people, extras, deadLetters }: Tables, key: string): Erasure | null {
  return db.write(() => {
    const person = people.get(key);
    if (person === null) return null;
    const removed = deadLetters.removeOf(person);
    db.prepare('DELETE FROM people WHERE number = ?').run(person.number);
    extras.removeMentions(person.id);
    db.exec('UPDATE directory SET erasures = erasures + 1, traces = 1');
    return { deadLetters: removed };
  });
}

/**
 * Removes what deleted rows left in the files: the log of writes is emptied, then every page is written anew.
 * @throws TracesLeftError where that cannot be done now; it is due until it is done, by whoever opens or erases next.
 */
export function removeTraces(db: SqliteDatabase): void {
  if (!hasTraces(db)) return;
  try {
    emptyWriteLog(db);
    db.exec('VACUUM; UPDATE directory SET traces = 0');
    emptyWriteLog(db);
  } catch (error) {
    const advice = 'end other processes that use it, see that the disk has room for it twice, and erase again';
    throw new TracesLeftError(`The entry is gone, but traces of it stay in ${db.path} and ${db.path}-wal: ${advice}.`, { cause: error });
  }
}

function hasTraces(db: SqliteDatabase): boolean {
  return db.prepare('SELECT traces FROM directory').get()?.['traces'] === 1;
}

function emptyWriteLog(db: SqliteDatabase): void {
  const busy = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'];
  if (busy !== 0) throw new Error('The write-ahead log is still being read.');
}
