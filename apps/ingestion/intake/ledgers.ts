import type { EventStore } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';
import { CompactLedger, type Recalled } from './compact-ledger.js';
import type { LedgerEntry } from './decide-stream.js';
import { versionOfEvent } from './stored-version.js';

/** The ledgers of the streams written last, as many as fit; others are folded from their stream again. */
export class Ledgers {
  readonly #store: EventStore;
  readonly #atOnce: number;
  readonly #window: () => number;
  readonly #cache: LRUCache<string, CompactLedger>;

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
    this.#cache.set(stream, ledger);
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
    if (sizeOf(ledger) === size) return;
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
/** Sizes are counted in blocks, so that the cache is not told of every single version. */
const BLOCK = 16;

/** Every event of a stream is one version. */
function sizeOf(ledger: CompactLedger): number {
  return (Math.floor((ledger.revision + 1) / BLOCK) + 1) * BLOCK;
}
