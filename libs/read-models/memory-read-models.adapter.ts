import { type Collection, type CollectionDefinition, type Lease, type ReadModels } from '#libs/event-sourcing';
import { CollectionLayout } from './collection-layout.js';
import { DocumentStore, isOf } from './document-store.js';
import { requireLease, requireText, requireWholeNumber } from './limits.js';
import { MemoryCollection } from './memory-collection.js';
import { MemoryTable } from './memory-table.js';
import type { VersionTiming } from './versions/version-pointer.js';
import { versioned } from './versions/versioned-read-models.js';

/** What outlives one instance; given to a second one, both see the same documents, as two processes on one file do. */
export interface MemoryStorage {
  readonly collections: Map<string, MemoryTable>;
  readonly checkpoints: Map<string, number>;
  readonly leases: Map<string, Lease>;
}

export function newMemoryStorage(): MemoryStorage {
  return { collections: new Map(), checkpoints: new Map(), leases: new Map() };
}

/** Read models that end with the process: for tests, and for folding again beside the real ones. */
export function openMemoryReadModels(storage: MemoryStorage = newMemoryStorage(), timing: VersionTiming = {}): ReadModels {
  return versioned(new MemoryDocumentStore(storage), timing);
}

class MemoryDocumentStore extends DocumentStore {
  readonly #storage: MemoryStorage;
  #closed = false;

  constructor(storage: MemoryStorage) {
    super();
    this.#storage = storage;
  }

  override collection<T>(definition: CollectionDefinition): Collection<T> {
    const layout = new CollectionLayout(definition);
    const { collections } = this.#open();
    const table = collections.get(layout.name) ?? new MemoryTable();
    collections.set(layout.name, table);
    table.declare(layout);
    return new MemoryCollection<T>(layout, () => {
      this.#open();
      return table;
    });
  }

  override async checkpoint(projection: string): Promise<number> {
    return this.#open().checkpoints.get(requireText('The name of a projection', projection)) ?? 0;
  }

  override async advance(projection: string, previous: number, position: number): Promise<boolean> {
    requireText('The name of a projection', projection);
    requireWholeNumber('The position of a checkpoint', position);
    const { checkpoints } = this.#open();
    if ((checkpoints.get(projection) ?? 0) !== previous) return false;
    checkpoints.set(projection, position);
    return true;
  }

  override async acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease> {
    const { name, holder } = requireLease(wanted);
    const { leases } = this.#open();
    const standing = leases.get(name);
    const isAbandoned = standing?.holder === abandoned?.holder && standing?.renewal === abandoned?.renewal;
    if (standing !== undefined && standing.holder !== holder && !isAbandoned) return standing;
    leases.set(name, wanted);
    return wanted;
  }

  override async releaseLease(name: string, holder: string): Promise<void> {
    const { leases } = this.#open();
    if (leases.get(name)?.holder === holder) leases.delete(name);
  }

  override async remove(stems: readonly string[]): Promise<void> {
    const { collections, checkpoints } = this.#open();
    for (const named of [collections, checkpoints]) {
      for (const name of named.keys()) if (isOf(stems, name)) named.delete(name);
    }
  }

  override async close(): Promise<void> {
    this.#closed = true;
  }

  #open(): MemoryStorage {
    if (this.#closed) throw new Error('The read models are closed.');
    return this.#storage;
  }
}
