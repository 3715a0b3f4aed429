/** The append can never be written, whatever the state of the store: the caller's mistake. */
export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError';
}

/** No room for what was to be appended; nothing of it was. The same append succeeds when there is room. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** Another process held the file for longer than the store waits; nothing was appended. May be tried again. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
}

/** The server could not be reached for longer than the store waits. What was to be appended may stand or not; the same append tells, later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The file cannot be used: missing folder, no right, not an event log, or made by a newer Homeroom. */
export class StoreNotOpenableError extends Error {
  override readonly name = 'StoreNotOpenableError';
}

/** What stands in the file is not what was written. `homeroom verify` says where. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';
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
