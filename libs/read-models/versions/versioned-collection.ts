import type {
  Collection,
  CollectionDefinition,
  CountOptions,
  DocumentWrite,
  FindOptions,
  Page,
  StoredDocument,
} from '#libs/event-sourcing';
import { CollectionLayout } from '../collection-layout.js';
import type { DocumentStore } from '../document-store.js';
import { storedName } from './version-pointer.js';
import type { VersionView } from './version-view.js';

/** A collection as somebody sees it; which version that is, is asked at each call. */
export class VersionedCollection<T> implements Collection<T> {
  readonly #store: DocumentStore;
  readonly #definition: CollectionDefinition;
  readonly #view: VersionView;
  #last: { readonly version: number; readonly collection: Collection<T> } | null = null;

  constructor(store: DocumentStore, definition: CollectionDefinition, view: VersionView) {
    this.#store = store;
    // A definition that cannot be is refused at once.
    this.#definition = { ...definition, name: new CollectionLayout(definition).name };
    this.#view = view;
  }

  get(id: string): Promise<StoredDocument<T> | null> {
    return this.#read((collection) => collection.get(id));
  }

  getMany(ids: readonly string[]): Promise<readonly StoredDocument<T>[]> {
    return this.#read((collection) => collection.getMany(ids));
  }

  getManyWithRemoved(ids: readonly string[]): Promise<readonly StoredDocument<T | null>[]> {
    return this.#read((collection) => collection.getManyWithRemoved(ids));
  }

  find(options: FindOptions): Promise<Page<T>> {
    return this.#read((collection) => collection.find(options));
  }

  async *all(start = ''): AsyncIterable<StoredDocument<T>> {
    let open: { readonly version: number; readonly documents: AsyncIterator<StoredDocument<T>> } | null = null;
    for (let after = start; ;) {
      const from = after;
      const page: readonly StoredDocument<T>[] = await this.#view.read(this.#definition.name, async (version) => {
        if (open?.version !== version) open = { version, documents: this.#at(version).all(from)[Symbol.asyncIterator]() };
        return pageOf(open.documents);
      });
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  count(some?: CountOptions): Promise<number> {
    return this.#read((collection) => collection.count(some));
  }

  write(writes: readonly DocumentWrite<T>[]): Promise<readonly string[]> {
    return this.#view.write(this.#definition.name, async (version) => this.#at(version).write(writes));
  }

  #read<R>(query: (collection: Collection<T>) => Promise<R>): Promise<R> {
    return this.#view.read(this.#definition.name, async (version) => query(this.#at(version)));
  }

  #at(version: number): Collection<T> {
    if (this.#last?.version === version) return this.#last.collection;
    const name = storedName(this.#definition.name, version);
    const collection = this.#store.collection<T>({ ...this.#definition, name });
    this.#last = { version, collection };
    return collection;
  }
}

const PAGE_OF_ALL = 500;

/** Few enough to be read well within the grace time. */
async function pageOf<T>(documents: AsyncIterator<T>): Promise<T[]> {
  const page: T[] = [];
  while (page.length < PAGE_OF_ALL) {
    const { done, value } = await documents.next();
    if (done === true) break;
    page.push(value);
  }
  return page;
}
