import { DocumentCache } from './document-cache.js';
import type { FoldedDocument, KnownDocument } from './document-fold.js';
import type { DocumentProjection } from './document-projection.js';
import { AnotherWriterError } from './event-sourcing.errors.js';
import type { FailPoint } from './fail-point.js';
import type { Collection, DocumentWrite, ReadModels } from './read-models.port.js';

export interface DocumentChange<Body> {
  readonly id: string;
  readonly before: KnownDocument<Body>;
  readonly after: FoldedDocument<Body>;
}

const UNKNOWN = { body: null, position: null };

/**
 * The documents of one projection, with the position up to which each was folded, also of those that have gone.
 *
 * A document that goes leaves its position in a collection beside, before it is removed: else an event that comes again would
 * begin it anew. These positions are kept as long as the collection, because a program that was held up can come back at any time.
 */
export class GuardedDocuments<Body extends object> {
  readonly #projection: string;
  readonly #documents: Collection<Body>;
  readonly #removed: Collection<object>;
  readonly #cache: DocumentCache<Body>;
  readonly #failPoint: FailPoint | undefined;

  constructor(
    { name, collection }: DocumentProjection<Body>,
    { models, cacheSize = 0, failPoint }: { models: ReadModels; cacheSize?: number; failPoint?: FailPoint },
  ) {
    this.#projection = name;
    this.#documents = models.collection<Body>(collection);
    this.#removed = models.collection<object>({ name: `${collection.name}.removed`, indexes: {} });
    this.#cache = new DocumentCache(cacheSize);
    this.#failPoint = failPoint;
  }

  async load(ids: readonly string[]): Promise<(id: string) => KnownDocument<Body>> {
    const known = new Map<string, KnownDocument<Body>>();
    for (const id of ids) {
      const cached = this.#cache.get(id);
      if (cached !== undefined) known.set(id, cached);
    }
    for (const [id, document] of await this.#stored(ids.filter((id) => !known.has(id)))) known.set(id, document);
    return (id) => known.get(id) ?? UNKNOWN;
  }

  /** Writes what has changed; resolves when it is stored. */
  async write(changes: readonly DocumentChange<Body>[]): Promise<void> {
    const changed = changes.filter(({ before, after }) => after.position !== before.position);
    try {
      await this.#rememberRemoved(changed.filter(({ after }) => after.body === null && after.existed));
      await this.#writeDocuments(changed);
    } catch (error) {
      this.#cache.clear();
      throw error;
    }
    for (const { id, after } of changed) this.#cache.set(id, { body: after.body, position: after.position });
  }

  async #stored(ids: readonly string[]): Promise<Map<string, KnownDocument<Body>>> {
    const documents = new Map<string, KnownDocument<Body>>();
    for (const { id, body, position } of await this.#documents.getMany(ids)) documents.set(id, { body, position });
    const missing = ids.filter((id) => !documents.has(id));
    for (const { id, position } of await this.#removed.getMany(missing)) documents.set(id, { body: null, position });
    return documents;
  }

  async #rememberRemoved(changes: readonly DocumentChange<Body>[]): Promise<void> {
    if (changes.length === 0) return;
    const standing = new Map<string, number>();
    for (const { id, position } of await this.#removed.getMany(changes.map(({ id }) => id))) standing.set(id, position);
    const writes = changes
      .map(({ id, after }) => ({ id, previous: standing.get(id) ?? null, position: after.position ?? 0, body: {} }))
      .filter(({ previous, position }) => previous !== position);
    const [mismatch] = await this.#removed.write(writes);
    if (mismatch !== undefined) throw new AnotherWriterError(this.#projection, `document ${mismatch} was removed meanwhile`);
    await this.#failPoint?.('after-removals');
  }

  async #writeDocuments(changes: readonly DocumentChange<Body>[]): Promise<void> {
    const mismatches = await this.#documents.write(changes.flatMap(writesOf));
    if (mismatches.length === 0) return;
    const stored = await this.#stored(mismatches);
    for (const { id, after } of changes.filter((change) => mismatches.includes(change.id))) {
      const found = stored.get(id)?.position ?? null;
      if (found !== after.position) {
        throw new AnotherWriterError(
          this.#projection,
          `document ${id} stands at ${found ?? 'no position'} instead of ${after.position ?? 0}`,
        );
      }
    }
  }
}

function writesOf<Body>({ id, before, after }: DocumentChange<Body>): DocumentWrite<Body>[] {
  if (after.position === null || (after.body === null && before.body === null)) return [];
  return [{ id, previous: before.body === null ? null : before.position, position: after.position, body: after.body }];
}
