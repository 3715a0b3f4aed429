/** MongoDB cannot be reached, or does not answer, for longer than is waited. What was asked of it may or may not have been done. */
export class MongoUnavailableError extends Error {
  override readonly name = 'MongoUnavailableError';
}

/** MongoDB has answered that it does not do this, for example for want of a right: trying again does not help. */
export class MongoRefusedError extends Error {
  override readonly name = 'MongoRefusedError';
}

/** What was written is not visible yet, or stands as if it had never been written: to be tried again. */
export class NotYetError extends Error {
  override readonly name: string = 'NotYetError';
}
