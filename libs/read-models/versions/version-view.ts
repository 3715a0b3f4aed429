import { ModelsReplacedError } from '#libs/event-sourcing';
import { stemOf } from '../document-store.js';
import type { VersionPointer, Versions } from './version-pointer.js';

/** By whom versions are seen: each sees one version of each stem at a time. */
export class VersionView {
  readonly #pointer: VersionPointer;
  readonly #versionIn: (versions: Versions, stem: string) => number;

  private constructor(pointer: VersionPointer, versionIn: (versions: Versions, stem: string) => number) {
    this.#pointer = pointer;
    this.#versionIn = versionIn;
  }

  /** What everybody reads. */
  static live(pointer: VersionPointer): VersionView {
    return new VersionView(pointer, standingIn);
  }

  /** What everybody read at one moment. */
  static pinned(pointer: VersionPointer, at: Versions): VersionView {
    return new VersionView(pointer, (versions, stem) => {
      const version = standingIn(at, stem);
      if (standingIn(versions, stem) !== version) throw replaced();
      return version;
    });
  }

  /** A draft, beside all that it is not of. */
  static ofDraft(pointer: VersionPointer, draft: NonNullable<Versions['draft']>): VersionView {
    return new VersionView(pointer, (versions, stem) => {
      if (versions.draft?.version !== draft.version) throw replaced();
      return draft.stems.includes(stem) ? draft.version : standingIn(versions, stem);
    });
  }

  /** @throws ModelsReplacedError where this view is over. */
  async requireStanding(): Promise<void> {
    const versions = await this.#pointer.lookAnew();
    for (const stem of Object.keys(versions.standing)) this.#versionIn(versions, stem);
  }

  /**
   * Reads from the version that is seen; from the next one where that was replaced meanwhile, so that nothing is read of what is
   * being removed. A version stays for the grace time after it was replaced: what took less needs no second look.
   */
  async read<T>(name: string, query: (version: number) => Promise<T>): Promise<T> {
    for (;;) {
      const since = performance.now();
      const version = await this.#versionOf(name);
      const answer = await settled(query(version));
      if (answer.failure === null && performance.now() - since < this.#pointer.graceMs / 2) return answer.value;
      if (this.#versionIn(await this.#pointer.lookAnew(), stemOf(name)) !== version) continue;
      if (answer.failure === null) return answer.value;
      throw answer.failure.error;
    }
  }

  /** @throws ModelsReplacedError where it failed because the version was replaced. */
  async write<T>(name: string, work: (version: number) => Promise<T>): Promise<T> {
    const version = await this.#versionOf(name);
    const answer = await settled(work(version));
    if (answer.failure === null) return answer.value;
    if (this.#versionIn(await this.#pointer.lookAnew(), stemOf(name)) !== version) throw replaced();
    throw answer.failure.error;
  }

  async #versionOf(name: string): Promise<number> {
    return this.#versionIn(await this.#pointer.look(), stemOf(name));
  }
}

export function standingIn({ standing }: Versions, stem: string): number {
  return standing[stem] ?? 1;
}

type Settled<T> = { readonly value: T; readonly failure: null } | { readonly failure: { readonly error: unknown } };

async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await work, failure: null };
  } catch (error) {
    return { failure: { error } };
  }
}

function replaced(): ModelsReplacedError {
  return new ModelsReplacedError('The read models were replaced by a version that was folded anew.');
}
