import { DocumentCache } from './document-cache.js';
import type { FoldedDocument, KnownDocument } from './document-fold.js';
import type { DocumentProjection } from './document-projection.js';
import { AnotherWriterError } from './event-sourcing.errors.js';
import type { Collection, DocumentWrite, ReadModels } from './read-models.port.js';

export interface DocumentChange<Body> {
  readonly id: string;
  readonly before: KnownDocument<Body>;
  readonly after: FoldedDocument<Body>;
}

const UNKNOWN = { body: null, position: null };

/** The documents of one projection, with the position up to which each was folded, also of those that have gone. */
export class GuardedDocuments<Body extends object> {
  readonly #projection: string;
  readonly #documents: Collection<Body>;
  readonly #cache: DocumentCache<Body>;

  constructor({ name, collection }: DocumentProjection<Body>, { models, cacheSize = 0 }: { models: ReadModels; cacheSize?: number }) {
    this.#projection = name;
    this.#documents = models.collection<Body>(collection);
    this.#cache = new DocumentCache(cacheSize);
  }

  async load(ids: readonly string[]): Promise<(id: string) => KnownDocument<Body>> {
    const known = new Map<string, KnownDocument<Body>>();
    for (const id of ids) {
      const cached = this.#cache.get(id);
      if (cached !== undefined) known.set(id, cached);
    }
    const missing = ids.filter((id) => !known.has(id));
    for (const { id, body, position } of await this.#documents.getManyWithRemoved(missing)) known.set(id, { body, position });
    return (id) => known.get(id) ?? UNKNOWN;
  }

  /** Writes what has changed; resolves when it is stored. */
  async write(changes: readonly DocumentChange<Body>[]): Promise<void> {
    const changed = changes.filter(({ before, after }) => after.existed && after.position !== before.position);
    try {
      const mismatches = new Set(await this.#documents.write(changed.map(writeOf)));
      await this.#requireOwn(changed.filter(({ id }) => mismatches.has(id)));
    } catch (error) {
      this.#cache.clear();
      throw error;
    }
    for (const { id, after } of changed) this.#cache.set(id, { body: after.body, position: after.position });
  }

  /** A guard that did not match is no harm where the document stands as it was to be written: the write came through before. */
  async #requireOwn(changes: readonly DocumentChange<Body>[]): Promise<void> {
    if (changes.length === 0) return;
    const stored = await this.#documents.getManyWithRemoved(changes.map(({ id }) => id));
    const positions = new Map(stored.map(({ id, position }) => [id, position]));
    for (const { id, after } of changes) {
      const found = positions.get(id) ?? null;
      if (found === after.position) continue;
      throw new AnotherWriterError(
        this.#projection,
        `document ${id} stands at ${found ?? 'no position'} instead of ${after.position ?? 0}`,
      );
    }
  }
}

function writeOf<Body>({ id, before, after }: DocumentChange<Body>): DocumentWrite<Body> {
  return { id, previous: before.position, position: after.position ?? 0, body: after.body };
}
