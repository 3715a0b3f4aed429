import { contentHash, type Ledger, type Version } from '#libs/domain';
import { instantOf, microsecondsOf } from './microseconds.js';

const FIRST_CAPACITY = 16;
const GROWTH = 1.5;

/**
 * What the decider knows of one stream, as numbers instead of objects: about 30 bytes a version, where a large district has millions.
 * Natural keys stand as 53-bit hashes; that two of the few thousand in a stream are alike is about 1 in 10^10.
 */
export class CompactLedger {
  /** By revision: the hash of the natural key; 0 where the event is no version of anything. */
  #keys = new Float64Array(FIRST_CAPACITY);
  /** By revision: time in microseconds, below 0 where superseded; then the hash of the content, below 0 for a retraction. */
  #versions = new Float64Array(2 * FIRST_CAPACITY);
  /** What does not fit into numbers and is rare: sequences, times finer than microseconds, and who lost a tie. */
  #rare: Map<number, Pick<Version, 'time' | 'sequence' | 'outranked'>> | null = null;
  #revision = -1;

  /** Of a ledger that was folded from a stream. */
  static of(ledger: Ledger): CompactLedger {
    const compact = new CompactLedger();
    const entries = [...ledger.versions].flatMap(([key, versions]) =>
      versions.map((version, index) => ({ key, version, stands: index === 0 })),
    );
    for (const { key, version, stands } of entries.sort((a, b) => a.version.revision - b.version.revision))
      compact.enter(keyHash(key), version, !stands);
    compact.#revision = ledger.revision;
    return compact;
  }

  /** Last revision of the stream; -1 when it does not exist. */
  get revision(): number {
    return this.#revision;
  }

  /** The versions of a natural key by its hash, the one that stands first; undefined where it has none. */
  versionsOf(hash: number): Version[] | undefined {
    let versions: Version[] | undefined;
    const keys = this.#keys;
    for (let revision = 0; revision <= this.#revision; revision++) {
      if (keys[revision] !== hash) continue;
      versions ??= [];
      if (this.#isSuperseded(revision)) versions.push(this.#versionAt(revision));
      else versions.unshift(this.#versionAt(revision));
    }
    return versions;
  }

  /** Enters an appended version. */
  enter(hash: number, { time, sequence, retraction, content, outranked, revision }: Version, superseded: boolean): void {
    this.#reserve(revision);
    const microseconds = microsecondsOf(time);
    if (microseconds === null || sequence !== '' || outranked) (this.#rare ??= new Map()).set(revision, { time, sequence, outranked });
    this.#keys[revision] = hash;
    this.#versions[2 * revision] = signed(microseconds ?? 0, superseded);
    this.#versions[2 * revision + 1] = signed(content, retraction);
    this.#revision = revision;
  }

  #versionAt(revision: number): Version {
    const time = unsigned(this.#versions[2 * revision]);
    const content = this.#versions[2 * revision + 1] ?? 0;
    const { time: exact = instantOf(time), sequence = '', outranked = false } = this.#rare?.get(revision) ?? {};
    return { time: exact, sequence, retraction: content < 0, content: unsigned(content), outranked, revision };
  }

  #isSuperseded(revision: number): boolean {
    return (this.#versions[2 * revision] ?? 0) < 0;
  }

  #reserve(revision: number): void {
    if (revision < this.#keys.length) return;
    const capacity = Math.max(revision + 1, Math.ceil(this.#keys.length * GROWTH));
    const keys = new Float64Array(capacity);
    const versions = new Float64Array(2 * capacity);
    keys.set(this.#keys);
    versions.set(this.#versions);
    this.#keys = keys;
    this.#versions = versions;
  }
}

/** By which the ledger knows a natural key; never 0. */
export function keyHash(key: string): number {
  return contentHash(key) + 1;
}

/** A whole number from 0 with one bit more: below 0 where it is set. */
function signed(value: number, bit: boolean): number {
  return bit ? -1 - value : value;
}

function unsigned(value = 0): number {
  return value < 0 ? -1 - value : value;
}
