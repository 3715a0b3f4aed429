import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '#libs/service';
import { copySqlite, type CopyWatch } from '#libs/sqlite';
import { DataFolderError } from './data-folder.js';
import { NEXT_SECRET_FILE, SECRET_FILE } from './secret-file.js';
import { sqliteFileOf, storeUrls, type StoreUrlSettings } from './store-urls.js';

type BackupSettings = StoreUrlSettings & Pick<Settings, 'HOMEROOM_DATA_DIR' | 'HOMEROOM_SECRET'>;

const LOG = 'log.sqlite';
const DIRECTORY = 'directory.sqlite';

export interface CopyingWatch {
  /** When it aborts, what was copied is removed, and the copy rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Told how many pages of a file are copied, and how many there are. */
  readonly onProgress?: (file: string, pages: number, of: number) => void;
}

/**
 * Copies log, directory and secret into a new folder, while everything goes on; it appears only when it is whole. Read models are left
 * out: they are folded again. The log is copied first: a key is in the directory before anything is appended with it, so every key of
 * the copied log is in the copied directory.
 *
 * @returns the folder's full path. @throws DataFolderError
 */
export async function backUp(settings: BackupSettings, to: string, watch: CopyingWatch = {}): Promise<string> {
  const folder = resolve(settings.HOMEROOM_DATA_DIR);
  const target = resolve(to);
  const urls = storeUrls(settings, folder);
  const [log, directory] = [fileToCopy(urls.log), fileToCopy(urls.directory)];
  requireAbsent(target, 'name a folder');
  return whole(target, async (draft) => {
    await copySqlite(log, join(draft, LOG), watchOf(LOG, watch));
    const copyDirectory = (): Promise<void> => copySqlite(directory, join(draft, DIRECTORY), watchOf(DIRECTORY, watch));
    if (settings.HOMEROOM_SECRET === undefined) await copyWithSecret(copyDirectory, folder, draft);
    else await copyDirectory();
  });
}

/**
 * Makes the data folder again from what `backUp` has copied. Nothing that is there is written over.
 *
 * @returns the data folder's full path. @throws DataFolderError
 */
export async function restore(settings: BackupSettings, from: string, watch: CopyingWatch = {}): Promise<string> {
  const source = resolve(from);
  const folder = resolve(settings.HOMEROOM_DATA_DIR);
  for (const file of [LOG, DIRECTORY]) {
    if (!existsSync(join(source, file))) throw new DataFolderError(`${source} is no backup: it holds no ${file}.`);
  }
  requireAbsent(folder, 'set HOMEROOM_DATA_DIR to one');
  return whole(folder, async (draft) => {
    for (const file of [LOG, DIRECTORY]) await copySqlite(join(source, file), join(draft, file), watchOf(file, watch));
    const secret = join(source, SECRET_FILE);
    if (existsSync(secret)) copySecrets(source, draft);
    else if (settings.HOMEROOM_SECRET === undefined) {
      throw new DataFolderError(`${source} holds no secret: set HOMEROOM_SECRET to the one that the system ran with.`);
    }
  });
}

function watchOf(file: string, { signal, onProgress }: CopyingWatch): CopyWatch {
  return { ...(signal && { signal }), ...(onProgress && { onProgress: (pages, of) => onProgress(file, pages, of) }) };
}

/** A secret that is rotated meanwhile may not be the one of the copy: then both are copied again. */
async function copyWithSecret(copyDirectory: () => Promise<void>, folder: string, draft: string): Promise<void> {
  for (let before = readFileSync(join(folder, SECRET_FILE), 'utf8'); ;) {
    rmSync(join(draft, DIRECTORY), { force: true });
    await copyDirectory();
    copySecrets(folder, draft);
    const copied = readFileSync(join(draft, SECRET_FILE), 'utf8');
    if (copied === before) return;
    before = copied;
  }
}

/** The one in force, and the one that is to come where a rotation is under way or was cut short. */
function copySecrets(from: string, to: string): void {
  for (const file of [NEXT_SECRET_FILE, SECRET_FILE]) {
    rmSync(join(to, file), { force: true });
    if (file === SECRET_FILE || existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  }
}

function fileToCopy(url: string): string {
  const file = sqliteFileOf(url);
  if (file === null)
    throw new DataFolderError(`A store that a server keeps is backed up with that server's own tools: see docs/operating.md.`);
  if (!existsSync(file)) throw new DataFolderError(`There is nothing to back up: ${file} does not exist. Check HOMEROOM_DATA_DIR.`);
  return file;
}

/** Another backup, or data, is never written over. */
function requireAbsent(folder: string, remedy: string): void {
  if (!existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0)) return;
  throw new DataFolderError(`${folder} is there already and not empty: ${remedy} that does not exist.`);
}

/** Makes a folder beside the one that is wanted, for its owner only, and gives it its name when everything is in it. */
async function whole(folder: string, fill: (draft: string) => Promise<void>): Promise<string> {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(`${folder}.`);
  try {
    await fill(draft);
    for (const file of readdirSync(draft)) chmodSync(join(draft, file), 0o600);
    renameSync(draft, folder);
    return folder;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
