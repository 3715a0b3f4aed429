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

/** The secret was rotated by somebody else at the same time; what that one has set stands. */
export class SecretRotatedError extends Error {
  override readonly name = 'SecretRotatedError';

  constructor(place: string) {
    super(`${place} was given another secret meanwhile, by another process: this rotation has changed nothing.`);
  }
}

/** What is said where a secret does not open the directory. */
export function otherSecret(place: string): DirectoryNotOpenableError {
  return new DirectoryNotOpenableError(
    `${place} opens with another secret, the one it was made with or the one it was rotated to since: set HOMEROOM_SECRET to that one. ` +
      'With this one nobody would be found and everybody would get a new key.',
  );
}
