import { emptyLedger, evolveLedger } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';
import { CompactLedger } from './compact-ledger.js';
import type { LedgerEntry } from './decide-stream.js';

/** The ledgers of the streams written last, as many as fit; others are folded from their stream again. */
export class Ledgers {
  readonly #store: EventStore;
  readonly #cache: LRUCache<string, CompactLedger>;

  /** @param maxVersions how many versions are kept, over all streams. */
  constructor(store: EventStore, maxVersions: number) {
    this.#store = store;
    this.#cache = new LRUCache({ maxSize: Math.max(maxVersions, BLOCK), sizeCalculation: sizeOf });
  }

  /** The ledger where it is in memory. */
  known(stream: string): CompactLedger | undefined {
    return this.#cache.get(stream);
  }

  async load(stream: string): Promise<CompactLedger> {
    const ledger = CompactLedger.of((await this.#store.readStream(stream)).reduce(evolveLedger, emptyLedger()));
    this.#cache.set(stream, ledger);
    return ledger;
  }

  /** Enters what the store has answered to stand. */
  enter(stream: string, ledger: CompactLedger, entries: readonly LedgerEntry[]): void {
    const size = sizeOf(ledger);
    for (const { fact, version, superseded } of entries) ledger.enter(fact.keyHash, version, superseded);
    if (sizeOf(ledger) !== size) this.#cache.set(stream, ledger);
  }

  /** Somebody else wrote this stream: its ledger is folded again when it is asked for. */
  forget(stream: string): void {
    this.#cache.delete(stream);
  }
}

/** Sizes are counted in blocks, so that the cache is not told of every single version. */
const BLOCK = 16;

/** Every event of a stream is one version. */
function sizeOf(ledger: CompactLedger): number {
  return (Math.floor((ledger.revision + 1) / BLOCK) + 1) * BLOCK;
}
