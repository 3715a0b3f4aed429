import type { EventStore } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';
import { CompactLedger, type Recalled } from './compact-ledger.js';
import type { LedgerEntry } from './decide-stream.js';
import { versionOfEvent } from './stored-version.js';

/**
 * The ledgers of the streams that are written, as many as fit; others are folded from their stream again. Records come by date, so that every
 * stream is written in turn: where they do not all fit, those that are there stay, and only now and then another one takes the place of the
 * one used longest ago. If each did, none would be there when its turn comes.
 */
export class Ledgers {
  readonly #store: EventStore;
  readonly #atOnce: number;
  readonly #window: () => number;
  readonly #cache: LRUCache<string, CompactLedger>;
  #refused = 0;

  /**
   * @param maxVersions how many versions are kept, over all streams.
   * @param window of how many of a stream it is kept what they said; default all while they are few.
   */
  constructor(store: EventStore, maxVersions: number, window?: number) {
    this.#store = store;
    this.#cache = new LRUCache({ maxSize: Math.max(maxVersions, BLOCK), sizeCalculation: sizeOf });
    this.#atOnce = window ?? WINDOW;
    this.#window = () => window ?? (this.#cache.calculatedSize < FEW ? FEW : WINDOW);
  }

  /** The ledger where it is in memory. */
  known(stream: string): CompactLedger | undefined {
    return this.#cache.get(stream);
  }

  async load(stream: string): Promise<CompactLedger> {
    const ledger = CompactLedger.of(await this.#store.readStream(stream), this.#window);
    const fits = this.#cache.calculatedSize + sizeOf(ledger) <= this.#cache.maxSize;
    if (fits || ++this.#refused % ONE_IN === 0) this.#cache.set(stream, ledger);
    return ledger;
  }

  /** Reads again what a version said, and those after it: who asks for one asks for the next ones. */
  async recall(stream: string, revision: number, ledger: CompactLedger): Promise<Recalled> {
    const events = await this.#store.readStream(stream, { from: revision, limit: this.#atOnce });
    const versions = events.flatMap((event) => versionOfEvent(event) ?? []);
    if (versions[0]?.version.revision !== revision)
      throw new Error(`${stream} has no record at revision ${revision}, though its ledger says so.`);
    ledger.remember(versions);
    return new Map(versions.map((each) => [each.version.revision, each]));
  }

  /** Enters what the store has answered to stand. */
  enter(stream: string, ledger: CompactLedger, entries: readonly LedgerEntry[]): void {
    const size = sizeOf(ledger);
    for (const { fact, version, superseded } of entries) ledger.enter({ hash: fact.keyHash, version, superseded });
    if (sizeOf(ledger) === size || !this.#cache.has(stream)) return;
    // The cache measures what it does not hold yet: of the same object it would keep the size of before.
    this.#cache.delete(stream);
    this.#cache.set(stream, ledger);
  }

  /** Somebody else wrote this stream: its ledger is folded again when it is asked for. */
  forget(stream: string): void {
    this.#cache.delete(stream);
  }
}

/** What so many versions said fits into 16 MB. */
const FEW = 1_000_000;
/** More are no use: who asks for one asks for those after it, and corrections are of the last days. */
const WINDOW = 32;
/** Of the ledgers that do not fit one in so many is kept all the same: next year others are written. */
const ONE_IN = 16;
/** Sizes are counted in blocks, so that the cache is not told of every single version. */
const BLOCK = 16;

/** Every event of a stream is one version. */
function sizeOf(ledger: CompactLedger): number {
  return (Math.floor((ledger.revision + 1) / BLOCK) + 1) * BLOCK;
}
