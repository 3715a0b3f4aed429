import type { SqliteDatabase } from '#libs/sqlite';
import { otherSecret, SecretRotatedError } from '../directory.errors.js';
import { firstSecret, openSecret, rotatedSecret, type OpenedSecret, type StoredSecret } from '../opened-secret.js';

/** Of several processes that open a new file at once, the first one's secret stands. @throws DirectoryNotOpenableError for another one. */
export function openDirectorySecret(database: SqliteDatabase, secret: string): OpenedSecret {
  const stored = storedSecret(database) ?? database.write(() => begin(database, firstSecret(secret)));
  return openSecret(stored, secret, () => otherSecret(database.path));
}

/** In one transaction: the directory opens with the one secret or with the other. @throws SecretRotatedError where another one did it first. */
export function replaceSecret(database: SqliteDatabase, opened: OpenedSecret, secret: string): OpenedSecret {
  const { check, sealed } = rotatedSecret(opened, secret);
  const update = 'UPDATE directory SET secret_check = ?, sealed_key = ? WHERE secret_check = ?';
  const { changes } = database.write(() => database.prepare(update).run(check, sealed, opened.check));
  if (changes === 0) throw new SecretRotatedError(database.path);
  return { ...opened, check };
}

function begin(database: SqliteDatabase, first: StoredSecret): StoredSecret {
  const insert = 'INSERT INTO directory (one, secret_check, erasures, traces) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING';
  database.prepare(insert).run(first.check);
  return storedSecret(database) ?? first;
}

function storedSecret(database: SqliteDatabase): StoredSecret | undefined {
  const select = 'SELECT secret_check AS "check", sealed_key AS sealed FROM directory';
  return database.use(() => database.prepare(select).get()) as StoredSecret | undefined;
}
