import { emptyLedger, evolveLedger, type Ledger, type Version } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';

/** What was decided for one stream and is not known to stand yet: changed natural keys with all of their versions. */
export interface LedgerChange {
  readonly revision: number;
  readonly versions: ReadonlyMap<string, Version[]>;
}

/** The ledgers of the streams written last, as many as fit; others are folded from their stream again. */
export class Ledgers {
  readonly #store: EventStore;
  readonly #cache: LRUCache<string, Ledger>;

  /** @param maxVersions how many versions are kept, over all streams: about 200 bytes each. */
  constructor(store: EventStore, maxVersions: number) {
    this.#store = store;
    this.#cache = new LRUCache({ maxSize: maxVersions, sizeCalculation: sizeOf });
  }

  async of(stream: string): Promise<Ledger> {
    const known = this.#cache.get(stream);
    if (known !== undefined) return known;
    const ledger = (await this.#store.readStream(stream)).reduce(evolveLedger, emptyLedger());
    this.#cache.set(stream, ledger);
    return ledger;
  }

  /** Enters what the store has answered to stand. */
  enter(stream: string, ledger: Ledger, change: LedgerChange): void {
    for (const [key, versions] of change.versions) ledger.versions.set(key, versions);
    ledger.revision = change.revision;
    this.#cache.set(stream, ledger);
  }

  /** Somebody else wrote this stream: its ledger is folded again when it is asked for. */
  forget(stream: string): void {
    this.#cache.delete(stream);
  }
}

/** Every event of a stream is one version. */
function sizeOf(ledger: Ledger): number {
  return ledger.revision + 2;
}
