/** The directory cannot be used: missing folder, no right, not a directory, another secret, or made by a newer Homeroom. */
export class DirectoryNotOpenableError extends Error {
  override readonly name = 'DirectoryNotOpenableError';
}

/** Something is to be kept of a person who has no entry, or no longer. */
export class UnknownPersonError extends Error {
  override readonly name = 'UnknownPersonError';

  constructor(key: string) {
    super(`Nobody in the directory has the key ${key}: ask for the key again by the district's id.`);
  }
}

/** The person is gone, but the files may still hold traces: another process keeps them from being removed. */
export class TracesLeftError extends Error {
  override readonly name = 'TracesLeftError';
}

/** No room, or another process holds the file for longer than is waited; nothing was changed. May be tried again. */
export class DirectoryUnavailableError extends Error {
  override readonly name = 'DirectoryUnavailableError';
}
