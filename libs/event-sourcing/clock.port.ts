/** The only place where the time of this machine comes from. */
export abstract class Clock {
  /** The present moment. */
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is told to move. */
export class FixedClock extends Clock {
  #now: Date;

  constructor(now: string) {
    super();
    this.#now = new Date(now);
  }

  override now(): Date {
    return this.#now;
  }

  set(now: string): void {
    this.#now = new Date(now);
  }
}
