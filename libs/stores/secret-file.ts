import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError } from './data-folder.js';

/** Its name in the data folder. */
export const SECRET_FILE = 'secret';
/** The one that takes its place, from before the directory opens with it until it has its name. */
export const NEXT_SECRET_FILE = 'secret.next';

const SECRET_BYTES = 32;
const SHORTEST = 16;

/**
 * The secret of a data folder, made on the first start.
 * @param directoryFile where people are kept; where it exists without its secret, nobody in it could be found any more.
 * @throws DataFolderError
 */
export function secretOf(folder: string, directoryFile: string | null): string {
  const path = join(folder, SECRET_FILE);
  // Asked before the secret is looked for: another process that starts now makes the secret first, the directory after it.
  const hasPeople = directoryFile !== null && existsSync(directoryFile);
  if (!existsSync(path) && hasPeople) {
    throw new DataFolderError(
      `${path} is missing, but ${directoryFile} was made with it and nobody in it can be found without: ` +
        'restore the file from a backup, or set HOMEROOM_SECRET to what it held.',
    );
  }
  if (!existsSync(path)) writeNew(path, newSecret());
  return read(path);
}

/** The secret that a rotation has kept and not put in its place; null where none is under way. @throws DataFolderError */
export function nextSecretOf(folder: string): string | null {
  const path = join(folder, NEXT_SECRET_FILE);
  return existsSync(path) ? read(path) : null;
}

/**
 * Keeps the secret that is to come, on the disk before anything opens with it.
 * @param given default the one that a rotation has left that was cut short, else a random one.
 * @throws DataFolderError where another one is kept already.
 */
export function keepNextSecret(folder: string, given: string | null): string {
  const path = join(folder, NEXT_SECRET_FILE);
  writeNew(path, given ?? newSecret());
  const kept = read(path);
  if (given === null || given === kept) return kept;
  throw new DataFolderError(
    `${path} holds the secret of a rotation that is under way or was cut short: end that one first, without --from.`,
  );
}

/** Puts the secret that was kept in its place, once the directory opens with it; nothing happens where another process has. */
export function takeNextSecret(folder: string): void {
  try {
    renameSync(join(folder, NEXT_SECRET_FILE), join(folder, SECRET_FILE));
  } catch (error) {
    if (Object(error).code !== 'ENOENT') throw error;
  }
}

/** @throws DataFolderError */
export function requireLongSecret(secret: string): void {
  if (secret.length >= SHORTEST) return;
  throw new DataFolderError(`The new secret has ${secret.length} characters: give at least ${SHORTEST}, best of all random ones.`);
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

function read(path: string): string {
  const secret = textOf(path);
  if (secret.length < SHORTEST) throw new DataFolderError(`${path} is damaged: it holds no secret. Restore it from a backup.`);
  return secret;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(`${path} cannot be read (${reason}): give this user the right to read it.`, { cause: error });
  }
}

/** Of several processes that start at once the first one's stands, and none sees it half written. */
function writeNew(path: string, secret: string): void {
  const draft = `${path}.${randomUUID()}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${secret}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}
