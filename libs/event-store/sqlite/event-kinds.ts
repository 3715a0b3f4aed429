import type { EventKind } from '../stored-event.js';
import type { Names } from './names.js';

/** One object per type and flag, by the integer `type * 2 + superseded`. */
export class EventKinds {
  readonly #types: Names;
  readonly #kinds: (EventKind | undefined)[] = [];

  constructor(types: Names) {
    this.#types = types;
  }

  of(kind: number): EventKind {
    return (this.#kinds[kind] ??= { type: this.#types.nameOf(Math.floor(kind / 2)), superseded: kind % 2 === 1 });
  }
}
