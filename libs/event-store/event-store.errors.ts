export { StorageFullError, StoreDamagedError, StoreLockedError, StoreNotOpenableError } from '#libs/sqlite';

/** The append can never be written, whatever the state of the store: the caller's mistake. */
export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError';
}

/** The server could not be reached for longer than the store waits. What was to be appended may stand or not; the same append tells, later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The store was asked after it had been closed. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError';

  constructor() {
    super('The event store is closed: what is still needed of its events must be read before.');
  }
}

/** A reader claims to have seen more than the log holds: the log is older than the reader's checkpoint. */
export class PositionBeyondLogError extends Error {
  override readonly name = 'PositionBeyondLogError';
}

/** What a reader has seen is no longer there: this is another log, or it was restored from an older copy. */
export class LogReplacedError extends Error {
  override readonly name = 'LogReplacedError';
}
