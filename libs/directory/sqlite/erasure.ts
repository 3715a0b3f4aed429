import type { DatabaseSync } from 'node:sqlite';
import { TracesLeftError } from '../directory.errors.js';
import type { Erasure } from '../people.js';
import type { DeadLettersTable } from './dead-letters-table.js';
import type { ExtrasTable } from './extras-table.js';
import type { PeopleTable } from './people-table.js';
import { inTransaction } from './transaction.js';

interface Tables {
  readonly people: PeopleTable;
  readonly extras: ExtrasTable;
  readonly deadLetters: DeadLettersTable;
}

/** Deletes what is kept of one person, noting that the files still hold traces. Profile and own extras go with the entry. */
export function deletePerson(db: DatabaseSync, { people, extras, deadLetters }: Tables, key: string): Erasure | null {
  return inTransaction(db, () => {
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
 * Also after a crash in between, at the next opening. @throws TracesLeftError where another process holds the files.
 */
export function removeTraces(db: DatabaseSync, path: string): void {
  if (db.prepare('SELECT traces FROM directory').get()?.['traces'] !== 1) return;
  emptyWriteLog(db, path);
  db.exec('VACUUM');
  db.exec('UPDATE directory SET traces = 0');
  emptyWriteLog(db, path);
}

function emptyWriteLog(db: DatabaseSync, path: string): void {
  if (db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0) return;
  throw new TracesLeftError(`Another process is reading ${path}, so traces of the erased stay in ${path}-wal: end it and erase again.`);
}
