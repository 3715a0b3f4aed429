import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { NotYetError } from './mongodb.errors.js';

/**
 * Codes of MongoDB that pass by themselves: hosts that cannot be reached (6, 7, 89, 9001), a server that stops (91, 11600), no primary
 * or another one (189, 10107, 11602, 13435, 13436), a write that was not replicated in time (64), time limits (50, 262).
 */
const PASSING = new Set([6, 7, 50, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const DUPLICATE_KEY = 11000;
const NAMESPACE_NOT_FOUND = 26;
/** The driver closes a client that finds no server, also where another call was the one to find out; it stays closed. */
const SPENDING = [MongoServerSelectionError, MongoClientClosedError, MongoNotConnectedError, MongoTopologyClosedError];
const WAYS = [MongoNetworkError, ...SPENDING];
/** Of sockets, as Node says them: the driver lets some through as they are. */
const SOCKET_CODES = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);
const LABELS = ['RetryableWriteError', 'TransientTransactionError'];

/** Whether the same may succeed later. Says nothing of whether it was done: that is seen from what stands there only. */
export function passes(error: unknown): boolean {
  if (error instanceof NotYetError || WAYS.some((way) => error instanceof way) || SOCKET_CODES.has(Object(error).code)) return true;
  if (error instanceof MongoError && LABELS.some((label) => error.hasErrorLabel(label))) return true;
  if (error instanceof MongoBulkWriteError)
    return [error.writeErrors].flat().every(({ code }) => code === DUPLICATE_KEY || PASSING.has(code));
  return error instanceof MongoServerError && PASSING.has(Number(error.code));
}

/** Whether nothing can be had of this client any more. */
export function spendsClient(error: unknown): boolean {
  return SPENDING.some((way) => error instanceof way);
}

/** What may be told of an error: what a server says of a document may quote it, so that only its code is. */
export function describeMongoError(error: unknown): string {
  if (error instanceof MongoServerError) return `${error.codeName ?? error.name} (code ${error.code ?? 'unknown'})`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Whether there is no such collection. The driver lets that pass by its code, and some servers say it in words alone. */
export function isMissingCollection(error: unknown): boolean {
  return error instanceof MongoServerError && (error.code === NAMESPACE_NOT_FOUND || error.message === 'ns not found');
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}
