import type { EventVersions } from '../event-versions.js';
import type { EventKind } from '../stored-event.js';
import type { Names } from './names.js';

/** One object per type and flag, by the integer `type * 2 + superseded`. */
export class EventKinds {
  readonly #types: Names;
  readonly #versions: EventVersions;
  readonly #kinds: (EventKind | undefined)[] = [];

  constructor(types: Names, versions: EventVersions) {
    this.#types = types;
    this.#versions = versions;
  }

  /** @throws NewerEventError */
  of(kind: number): EventKind {
    return (this.#kinds[kind] ??= { ...this.#versions.present(this.#types.nameOf(Math.floor(kind / 2))), superseded: kind % 2 === 1 });
  }
}
