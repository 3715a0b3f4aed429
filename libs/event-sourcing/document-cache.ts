import type { KnownDocument } from './document-fold.js';

/** The documents used last, up to a number of them. Only the one writer of a collection can have it. */
export class DocumentCache<Body> {
  readonly #size: number;
  /** In order of use, the oldest first. */
  readonly #documents = new Map<string, KnownDocument<Body>>();

  constructor(size: number) {
    this.#size = size;
  }

  get(id: string): KnownDocument<Body> | undefined {
    const document = this.#documents.get(id);
    if (document !== undefined) this.set(id, document);
    return document;
  }

  set(id: string, document: KnownDocument<Body>): void {
    this.#documents.delete(id);
    this.#documents.set(id, document);
    for (const oldest of this.#documents.keys()) {
      if (this.#documents.size <= this.#size) return;
      this.#documents.delete(oldest);
    }
  }

  clear(): void {
    this.#documents.clear();
  }
}
