import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in one transaction: all of it is stored, or nothing; what it reads is of one moment. */
export function inTransaction<T>(database: DatabaseSync, work: () => T, kind: 'write' | 'read' = 'write'): T {
  database.exec(kind === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
