import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError } from './data-folder.js';

/** Its name in the data folder. */
export const SECRET_FILE = 'secret';

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
  if (!existsSync(path)) writeNew(path, randomBytes(SECRET_BYTES).toString('hex'));
  const secret = read(path);
  if (secret.length < SHORTEST) throw new DataFolderError(`${path} is damaged: it holds no secret. Restore it from a backup.`);
  return secret;
}

function read(path: string): string {
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
