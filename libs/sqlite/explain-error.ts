import { dirname } from 'node:path';
import { StorageFullError, StoreDamagedError, StoreLockedError, StoreNotOpenableError } from './sqlite.errors.js';

/** What an error is about. */
export interface Store {
  readonly path: string;
  /** What is kept in it, as people say it: "event log". */
  readonly what: string;
  /** What is lost with a damaged one: "nothing is lost". */
  readonly loss: string;
  /** How a damaged one is mended: "remove it". */
  readonly remedy: string;
  /** Told of each finding that the file is damaged. */
  readonly onDamage?: ((damage: StoreDamagedError) => void) | undefined;
}

/** Primary result codes, https://sqlite.org/rescode.html. */
const [BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB] = [5, 6, 8, 10, 11, 13, 14, 26];
/** SQLITE_IOERR_SHMSIZE: there is no room for the index of the write-ahead log. */
const NO_ROOM_FOR_INDEX = 4874;

type Explained = (store: Store, reason: string) => Error;

const full: Explained = ({ path }, reason) =>
  new StorageFullError(
    `There is no room to write to ${path} (${reason}): free some space, then try it again. What was taken in before stands.`,
  );
const locked: Explained = ({ path }, reason) =>
  new StoreLockedError(`${path} stays locked by another process (${reason}): end it, or try again when it has finished.`);
const damaged: Explained = ({ path, loss, remedy }, reason) => new StoreDamagedError(`${path} is damaged (${reason}): ${loss}; ${remedy}.`);
const forbidden: Explained = ({ path }) =>
  new StoreNotOpenableError(`${path} cannot be opened for writing: give this user the right to write it and its folder.`);
const foreign: Explained = ({ path, what, remedy }) =>
  new StoreNotOpenableError(`${path} is no database, or its beginning is damaged: name another file for the ${what}, or ${remedy}.`);
const folder: Explained = ({ path }) => new StoreNotOpenableError(`${path} is a folder: name a file.`);
const missing: Explained = ({ path }) =>
  new StoreNotOpenableError(`${path} cannot be made: the folder ${dirname(path)} does not exist. Make it first.`);
const failing: Explained = ({ path }, reason) =>
  new StoreNotOpenableError(`${path} cannot be read or written (${reason}): see that its disk is there, whole and within its quota.`);

const BY_CODE: ReadonlyMap<number | string | undefined, Explained> = new Map<number | string | undefined, Explained>([
  ...[FULL, NO_ROOM_FOR_INDEX, 'ENOSPC', 'EDQUOT'].map((code) => [code, full] as const),
  ...[BUSY, LOCKED].map((code) => [code, locked] as const),
  ...[READONLY, CANTOPEN, 'EACCES', 'EPERM', 'EROFS'].map((code) => [code, forbidden] as const),
  ...[IOERR, 'EIO'].map((code) => [code, failing] as const),
  ...['ENOENT', 'ENOTDIR'].map((code) => [code, missing] as const),
  [CORRUPT, damaged],
  [NOTADB, foreign],
  ['EISDIR', folder],
]);

/** What an operator can act on, of an error of SQLite or of the file system; any other stays as it is. */
export function explainError(error: unknown, store: Store): unknown {
  const { errcode, code, message } = Object(error) as { errcode?: number; code?: string; message?: string };
  const explained = errcode === undefined ? BY_CODE.get(code) : (BY_CODE.get(errcode) ?? BY_CODE.get(errcode & 0xff));
  if (explained === undefined) return error;
  const told = explained(store, String(message));
  told.cause = error;
  return told;
}

/** Whether another process holds the file at this moment. */
export function isBusy(error: unknown): boolean {
  return (Number(Object(error).errcode) & 0xff) === BUSY;
}

/** Whether what stands in the file is not what SQLite wrote. */
export function isDamage(error: unknown): boolean {
  return [CORRUPT, NOTADB].includes(Number(Object(error).errcode) & 0xff);
}
