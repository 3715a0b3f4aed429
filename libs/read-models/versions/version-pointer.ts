import type { Collection } from '#libs/event-sourcing';
import type { DocumentStore } from '../document-store.js';

/** Which versions are read and written: one document for all, replaced only as it was read. */
export interface Versions {
  /** Of each stem that was ever replaced; all others stand in version 1. */
  readonly standing: Readonly<Record<string, number>>;
  /** The form of the documents of each read model of which it was said. */
  readonly forms: Readonly<Record<string, number>>;
  /** What is folded beside them. */
  readonly draft: { readonly version: number; readonly stems: readonly string[] } | null;
  /** What was replaced and is not removed yet. */
  readonly retired: readonly (readonly [version: number, stem: string])[];
  /** The highest number that was ever used: none is used twice. */
  readonly last: number;
}

export interface VersionTiming {
  /** For how long one look at the pointer is good; default 0: each call looks. */
  readonly freshMs?: number;
  /** For how long a version stays that was replaced, longer than any call on it lasts unnoticed; default 1 s. */
  readonly graceMs?: number;
}

const FIRST: Versions = { standing: {}, forms: {}, draft: null, retired: [], last: 1 };
const ID = 'read-models';
const MOST_TRIES = 100;

export class VersionPointer {
  readonly graceMs: number;
  readonly #freshMs: number;
  readonly #documents: () => Collection<Versions>;
  #known: { readonly versions: Versions; readonly since: number } | null = null;

  constructor(store: DocumentStore, { freshMs = 0, graceMs = 1_000 }: VersionTiming) {
    let documents: Collection<Versions> | null = null;
    this.#documents = () => (documents ??= store.collection<Versions>({ name: 'versions', indexes: {} }));
    this.#freshMs = freshMs;
    this.graceMs = graceMs;
  }

  /** What stands, or has stood a moment ago. */
  async look(): Promise<Versions> {
    if (this.#known !== null && performance.now() - this.#known.since < this.#freshMs) return this.#known.versions;
    return this.lookAnew();
  }

  async lookAnew(): Promise<Versions> {
    const since = performance.now();
    const versions = (await this.#documents().get(ID))?.body ?? FIRST;
    this.#known = { versions, since };
    return versions;
  }

  /** @param change null: nothing is to be changed. @returns what stands then. */
  async change(change: (versions: Versions) => Versions | null): Promise<Versions> {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const stored = await this.#documents().get(ID);
      const before = stored?.body ?? FIRST;
      const body = change(before);
      if (body === null) return before;
      const previous = stored?.position ?? null;
      this.#known = null;
      const refused = await this.#documents().write([{ id: ID, previous, position: (previous ?? 0) + 1, body }]);
      if (refused.length === 0) return body;
    }
    throw new Error(`The versions of the read models were changed by others at each of ${MOST_TRIES} tries.`);
  }
}

/** The name that a collection or a checkpoint has in the store. */
export function storedName(name: string, version: number): string {
  return version === 1 ? name : `v${version}.${name}`;
}
