import { type Collection, type CollectionDefinition, type Lease, type ModelVersions, ReadModels } from '#libs/event-sourcing';
import type { DocumentStore } from '../document-store.js';
import { StandingVersions } from './standing-versions.js';
import { storedName, VersionPointer, type VersionTiming } from './version-pointer.js';
import { VersionView } from './version-view.js';
import { VersionedCollection } from './versioned-collection.js';

/** Read models in versions, over what an adapter stores. */
export function versioned(store: DocumentStore, timing: VersionTiming = {}): ReadModels {
  const pointer = new VersionPointer(store, timing);
  return new VersionedReadModels({ store, pointer, view: VersionView.live(pointer) });
}

interface VersionedParts {
  readonly store: DocumentStore;
  readonly pointer: VersionPointer;
  readonly view: VersionView;
}

/** Leases have no versions: a right is the same whatever is worked on. */
class VersionedReadModels extends ReadModels {
  override readonly versions: ModelVersions;
  readonly #store: DocumentStore;
  readonly #view: VersionView;

  constructor(parts: VersionedParts) {
    super();
    this.#store = parts.store;
    this.#view = parts.view;
    this.versions = new StandingVersions(parts, (view) => new VersionedReadModels({ ...parts, view }));
  }

  override collection<T>(definition: CollectionDefinition): Collection<T> {
    return new VersionedCollection<T>(this.#store, definition, this.#view);
  }

  override checkpoint(projection: string): Promise<number> {
    return this.#view.read(projection, (version) => this.#store.checkpoint(storedName(projection, version)));
  }

  override advance(projection: string, previous: number, position: number): Promise<boolean> {
    return this.#view.write(projection, (version) => this.#store.advance(storedName(projection, version), previous, position));
  }

  override acquireLease(wanted: Lease, abandoned?: Lease): Promise<Lease> {
    return this.#store.acquireLease(wanted, abandoned);
  }

  override releaseLease(name: string, holder: string): Promise<void> {
    return this.#store.releaseLease(name, holder);
  }

  override close(): Promise<void> {
    return this.#store.close();
  }
}
