/** The directory cannot be used: the URL names none, or it was made with another secret. */
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
