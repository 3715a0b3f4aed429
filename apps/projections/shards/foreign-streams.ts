import { studentStream } from '#libs/domain';
import type { ReferenceState, Shard } from '#libs/views';

/** The streams of other shards' students that may be of this shard's, for something was said of their ids. */
export class ForeignStreams {
  readonly #reference: ReferenceState;
  readonly #shard: Shard;
  #read = new Set<string>();

  constructor(reference: ReferenceState, shard: Shard) {
    this.#reference = reference;
    this.#shard = shard;
  }

  /** Beginnings of their names, which are read from now on. */
  prefixes(): readonly string[] {
    this.#read = this.#needed();
    return [...this.#read];
  }

  /** Whether others than those that are read are needed now. */
  get areOutgrown(): boolean {
    return !this.#shard.isWhole && [...this.#needed()].some((prefix) => !this.#read.has(prefix));
  }

  #needed(): Set<string> {
    const needed = new Set<string>();
    if (this.#shard.isWhole) return needed;
    for (const [district, people] of this.#reference.people()) {
      for (const { oldKey } of people.all()) {
        const linked = [...people.linkedWith(oldKey)];
        if (!linked.some((key) => this.#shard.covers(key))) continue;
        for (const key of linked) if (!this.#shard.covers(key)) needed.add(studentStream(district, key, 0).slice(0, -1));
      }
    }
    return needed;
  }
}
