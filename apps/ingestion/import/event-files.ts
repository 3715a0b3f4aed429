import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';

/** A file of events, opened when its turn comes. */
export interface EventFile {
  /** As it is told in messages and dead letters. */
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A file cannot be read: which, why, and what to do. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
}

/** Files by their paths, in that order; each is tried before the first one is read. @throws ImportFileError */
export async function eventFiles(paths: readonly string[]): Promise<readonly EventFile[]> {
  for (const path of paths) await tryToRead(path);
  return paths.map((path) => ({ name: path, open: () => createReadStream(path) }));
}

async function tryToRead(path: string): Promise<void> {
  let isFile: boolean;
  try {
    // Opened once only: a pipe gives what it holds to the first who opens it.
    isFile = !(await stat(path)).isDirectory();
    await access(path, constants.R_OK);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw new ImportFileError(`${path} cannot be read: ${reasons[code] ?? String(error)}`, { cause: error });
  }
  if (!isFile) throw new ImportFileError(`${path} is a folder: give its files, for example ${path}/*.ndjson.`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path.',
  EACCES: 'this user may not read it. Check its permissions.',
  ENOTDIR: 'a part of its path is no folder. Check the path.',
};
