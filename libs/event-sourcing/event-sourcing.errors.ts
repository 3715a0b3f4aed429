/** A stream was written by others at every attempt; nothing of this command was appended. Trying again later is sound. */
export class ConcurrencyError extends Error {
  override readonly name = 'ConcurrencyError';
  readonly stream: string;
  readonly attempts: number;

  constructor(stream: string, attempts: number) {
    super(`The stream ${stream} was changed by somebody else at each of ${attempts} attempts; nothing was appended.`);
    this.stream = stream;
    this.attempts = attempts;
  }
}

/** Two programs fold the same projection. This one has stopped; the other one goes on. */
export class AnotherWriterError extends Error {
  override readonly name = 'AnotherWriterError';
  readonly projection: string;

  constructor(projection: string, evidence: string) {
    super(`Somebody else folds the projection ${projection}: ${evidence}. This one stops; let one program run it.`);
    this.projection = projection;
  }
}

/** So many documents cannot be folded that the fault is not in single events. */
export class TooManyQuarantinedError extends Error {
  override readonly name = 'TooManyQuarantinedError';
  readonly projection: string;

  constructor(projection: string, most: number, latest: string) {
    super(`The projection ${projection} would have more than ${most} quarantined documents and stops; the latest reason: ${latest}.`);
    this.projection = projection;
  }
}

/** A position was waited for, but the subscription ended before it. */
export class SubscriptionEndedError extends Error {
  override readonly name = 'SubscriptionEndedError';

  constructor(projection: string, position: number, awaited: number) {
    super(`The subscription of ${projection} ended at position ${position}, before ${awaited}.`);
  }
}
