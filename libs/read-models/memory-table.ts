import type { IndexValue } from '#libs/event-sourcing';
import { type CollectionLayout, requireSameIndexes, valuesOf } from './collection-layout.js';

/** A body is kept as JSON text, so that nobody shares an object with the store and only JSON survives, as on disk. */
export interface MemoryDocument {
  readonly position: number;
  readonly text: string;
  /** In the order of the layout's fields. */
  readonly values: readonly IndexValue[];
}

/** The documents of one collection, indexed by the definition that was declared last. */
export class MemoryTable {
  /** Positions of documents that were removed. */
  readonly removed = new Map<string, number>();
  readonly #documents = new Map<string, MemoryDocument>();
  #signature = '';

  /** Indexes what is there by this definition, when it was indexed by another one. */
  declare(layout: CollectionLayout): void {
    if (this.#signature === layout.signature) return;
    this.#signature = layout.signature;
    for (const [id, { position, text }] of this.#documents) {
      this.#documents.set(id, { position, text, values: valuesOf(layout.fields, JSON.parse(text) as object) });
    }
  }

  documents(layout: CollectionLayout): Map<string, MemoryDocument> {
    requireSameIndexes(layout, this.#signature);
    return this.#documents;
  }
}
