interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Promises that wait for a position to be reached. */
export class PositionWaiters {
  #waiting: Waiter[] = [];
  #position = -1;
  #end: ((position: number) => Error) | null = null;

  wait(position: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ position, resolve, reject });
      this.#settle();
    });
  }

  reached(position: number): void {
    this.#position = position;
    this.#settle();
  }

  /** Whoever still waits, or comes to wait, for a position that was not reached, gets this error. */
  end(reason: (position: number) => Error): void {
    this.#end = reason;
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const waiter of waiting) {
      if (waiter.position <= this.#position) waiter.resolve();
      else if (this.#end !== null) waiter.reject(this.#end(waiter.position));
      else this.#waiting.push(waiter);
    }
  }
}
