/** Trouble with a file: its message says which, why, and what whoever runs the system can do. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** No room for what was to be written; nothing of it was. The same write succeeds when there is room. */
export class StorageFullError extends StoreError {
  override readonly name = 'StorageFullError';
}

/** Another process held the file for longer than is waited; nothing was written. May be tried again. */
export class StoreLockedError extends StoreError {
  override readonly name = 'StoreLockedError';
}

/** The file cannot be used: missing folder, no right, a failing disk, not this store, or made by a newer Homeroom. */
export class StoreNotOpenableError extends StoreError {
  override readonly name = 'StoreNotOpenableError';
}

/** What stands in the file is not what was written. `homeroom verify` says where. */
export class StoreDamagedError extends StoreError {
  override readonly name = 'StoreDamagedError';
}
