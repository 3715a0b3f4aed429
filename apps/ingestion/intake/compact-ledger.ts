import type { LedgerEvent, Version } from '#libs/domain';
import { versionOfEvent, type LedgerVersion } from './stored-version.js';
import { VersionWindow } from './version-window.js';

const FIRST_CAPACITY = 16;
const GROWTH = 1.5;

/** Versions that were read again from their stream, by revision. */
export type Recalled = ReadonlyMap<number, LedgerVersion>;

export const nothingRecalled: Recalled = new Map();

/**
 * What the decider knows of one stream, as numbers instead of objects: eight bytes a version, where a large district has millions. Which
 * key each revision is of is known of all; what it said only of some revisions in a row, the last ones or those that were recalled last. New
 * records are nearly always of new keys, and files that come again come in the order in which they came.
 * Natural keys stand as 53-bit hashes; that two of the few thousand in a stream are alike is about 1 in 10^10.
 */
export class CompactLedger {
  /** By revision: the hash of the natural key; 0 where the event is no version of anything. */
  #keys = new Float64Array(FIRST_CAPACITY);
  readonly #window: VersionWindow;
  #revision = -1;

  /** @param length of how many versions in a row it may be known now what they said. */
  constructor(length: () => number) {
    this.#window = new VersionWindow(length);
  }

  /** Of the events of a stream, from its first one. */
  static of(events: Iterable<LedgerEvent>, length: () => number): CompactLedger {
    const compact = new CompactLedger(length);
    for (const event of events) {
      const stored = versionOfEvent(event);
      if (stored === null) compact.#revision = event.revision;
      else compact.enter(stored);
    }
    return compact;
  }

  /** Last revision of the stream; -1 when it does not exist. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * The versions of a natural key by its hash, the one that stands first; undefined where it has none.
   * @returns a revision where it is not known what that one said: recall it and ask again.
   */
  versionsOf(hash: number, recalled: Recalled = nothingRecalled): Version[] | number | undefined {
    let versions: Version[] | undefined;
    const keys = this.#keys;
    for (let revision = 0; revision <= this.#revision; revision++) {
      if (keys[revision] !== hash) continue;
      const known = recalled.get(revision) ?? this.#window.at(revision);
      if (known === null) return revision;
      versions ??= [];
      if (known.superseded) versions.push(known.version);
      else versions.unshift(known.version);
    }
    return versions;
  }

  /** Enters an appended version. */
  enter({ hash, version, superseded }: LedgerVersion): void {
    const { revision } = version;
    this.#reserve(revision);
    this.#keys[revision] = hash;
    this.#window.add({ version, superseded });
    this.#revision = revision;
  }

  /** From now on it is known what these said, in order of revision, and no longer what others said. */
  remember(versions: Iterable<Omit<LedgerVersion, 'hash'>>): void {
    for (const each of versions) this.#window.add(each);
  }

  #reserve(revision: number): void {
    if (revision < this.#keys.length) return;
    const keys = new Float64Array(Math.max(revision + 1, Math.ceil(this.#keys.length * GROWTH)));
    keys.set(this.#keys);
    this.#keys = keys;
  }
}
