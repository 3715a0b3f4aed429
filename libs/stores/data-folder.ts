import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartError } from '#libs/service';

/** The data folder, or a file in it, cannot be used: what is wrong and what to do about it. */
export class DataFolderError extends StartError {
  override readonly name = 'DataFolderError';
}

const FORBIDDEN = 'give this user the right to write it, or set HOMEROOM_DATA_DIR to another folder';
const UNUSABLE: Readonly<Record<string, string>> = {
  EEXIST: 'is a file: set HOMEROOM_DATA_DIR to a folder',
  ENOTDIR: 'lies below a file: set HOMEROOM_DATA_DIR to another folder',
  ENOENT: 'does not exist: set HOMEROOM_DATA_DIR to the folder that holds the data, or make it with npm start or an import',
  EACCES: `cannot be written: ${FORBIDDEN}`,
  EPERM: `cannot be written: ${FORBIDDEN}`,
  EROFS:
    'is on a file system that is read-only: make that writable again. One that has become so by itself is failing: make a backup at once, then look at the disk',
  ENOSPC: 'cannot be made, the disk is full: free some space',
};

/** The folder's full path; made, for its owner only, unless it has to be there. @throws DataFolderError */
export function prepareDataFolder(given: string, mustExist: boolean): string {
  const folder = resolve(given);
  try {
    if (mustExist) statSync(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    const advice = UNUSABLE[String(Object(error).code)];
    if (advice === undefined) throw error;
    throw new DataFolderError(`The data folder ${folder} ${advice}.`, { cause: error });
  }
}
