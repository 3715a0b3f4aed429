import { setTimeout as delay } from 'node:timers/promises';
import { ModelsReplacedError, type ModelsDraft, type ModelVersions, type ReadModel, type ReadModels } from '#libs/event-sourcing';
import type { DocumentStore } from '../document-store.js';
import { storedName, type VersionPointer, type Versions } from './version-pointer.js';
import { standingIn, VersionView } from './version-view.js';

interface StandingParts {
  readonly store: DocumentStore;
  readonly pointer: VersionPointer;
  readonly view: VersionView;
}

/**
 * Versions change by one guarded document. Every step that it tells of may end in a crash: a draft is named before its first document
 * is written, what was replaced is named until it is removed, and whoever begins the next draft removes both.
 */
export class StandingVersions implements ModelVersions {
  readonly #parts: StandingParts;
  readonly #modelsOf: (view: VersionView) => ReadModels;

  constructor(parts: StandingParts, modelsOf: (view: VersionView) => ReadModels) {
    this.#parts = parts;
    this.#modelsOf = modelsOf;
  }

  async standing(): Promise<ReadModels> {
    const { pointer } = this.#parts;
    return this.#modelsOf(VersionView.pinned(pointer, await pointer.lookAnew()));
  }

  requireStanding(): Promise<void> {
    return this.#parts.view.requireStanding();
  }

  async form(model: string): Promise<number> {
    return (await this.#parts.pointer.lookAnew()).forms[model] ?? 1;
  }

  async noteForm(model: string, form: number): Promise<void> {
    await this.#parts.pointer.change((versions) => ({ ...versions, forms: { ...versions.forms, [model]: form } }));
  }

  async begin(models: readonly ReadModel[]): Promise<ModelsDraft> {
    const { pointer } = this.#parts;
    const left = await pointer.lookAnew();
    if (left.draft !== null) await this.#discard(left.draft);
    if (left.retired.length > 0) await this.#removeRetired();
    const stems = models.flatMap((model) => model.stems);
    const { draft } = await pointer.change((versions) => {
      const version = versions.last + 1;
      return { ...versions, last: version, draft: { version, stems } };
    });
    if (draft === null) throw new ModelsReplacedError('Another draft was begun.');
    const forms = Object.fromEntries(models.map(({ name, form }) => [name, form]));
    return {
      models: this.#modelsOf(VersionView.ofDraft(pointer, draft)),
      publish: async (onPublished) => {
        await this.#publish(draft, forms);
        await onPublished?.();
        await this.#removeRetired();
      },
      discard: () => this.#discard(draft),
    };
  }

  async #publish({ version, stems }: Draft, forms: Versions['forms']): Promise<void> {
    await this.#parts.pointer.change((versions) => {
      if (versions.draft?.version !== version) throw new ModelsReplacedError('Another draft was begun; this one is left.');
      return {
        ...versions,
        standing: { ...versions.standing, ...Object.fromEntries(stems.map((stem) => [stem, version])) },
        forms: { ...versions.forms, ...forms },
        draft: null,
        retired: [...versions.retired, ...stems.map((stem) => [standingIn(versions, stem), stem] as const)],
      };
    });
  }

  async #discard(draft: Draft): Promise<void> {
    await this.#parts.store.remove(storedNames(draft));
    await this.#parts.pointer.change((versions) => (versions.draft?.version === draft.version ? { ...versions, draft: null } : null));
  }

  /** Who has looked at the pointer before it was turned may still read what was replaced. */
  async #removeRetired(): Promise<void> {
    const { store, pointer } = this.#parts;
    await delay(pointer.graceMs);
    const { retired } = await pointer.lookAnew();
    await store.remove(retired.map(([version, stem]) => storedName(stem, version)));
    const isLeft = ([version, stem]: Versions['retired'][number]): boolean => !retired.some(([v, s]) => v === version && s === stem);
    await pointer.change((versions) => ({ ...versions, retired: versions.retired.filter(isLeft) }));
  }
}

type Draft = NonNullable<Versions['draft']>;

function storedNames({ version, stems }: Draft): string[] {
  return stems.map((stem) => storedName(stem, version));
}
