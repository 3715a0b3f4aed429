import { foldDocument } from './document-fold.js';
import { type DocumentProjection, eventsByDocument } from './document-projection.js';
import type { EventLog, LogBatch } from './event-log.port.js';
import { AnotherWriterError } from './event-sourcing.errors.js';
import type { RecordedEvent } from './event-store.port.js';
import type { FailPoint } from './fail-point.js';
import { type DocumentChange, GuardedDocuments } from './guarded-documents.js';
import { nameOfError, type Quarantine, quarantineCollection, quarantineOf, readQuarantine, requireFewQuarantined } from './quarantine.js';
import type { ReadModels } from './read-models.port.js';

export interface ProjectorOptions {
  readonly models: ReadModels;
  /** Documents kept in memory between batches; default none. */
  readonly cacheSize?: number;
  /** What may be told of an error that quarantines a document; must hold no personal data. Default: its name. */
  readonly reasonOf?: (error: unknown) => string;
  /** Called as `after-load`, `after-write` and `after-quarantine`. */
  readonly failPoint?: FailPoint;
}

/** Most documents loaded and written at once. */
const CHUNK = 1_000;

/** Turns a projection into what a subscription runs. */
export class DocumentProjector<Body extends object> {
  readonly #projection: DocumentProjection<Body>;
  readonly #options: ProjectorOptions;
  readonly #documents: GuardedDocuments<Body>;
  #quarantined: Map<string, Quarantine> | null = null;

  constructor(projection: DocumentProjection<Body>, options: ProjectorOptions) {
    this.#projection = projection;
    this.#options = options;
    this.#documents = new GuardedDocuments(projection, options);
  }

  /**
   * Folds a batch into the documents that it concerns; the `handle` of a subscription.
   *
   * @throws AnotherWriterError when somebody else writes these documents; TooManyQuarantinedError, with the ones before in quarantine.
   */
  readonly handle = async (batch: LogBatch): Promise<void> => {
    const quarantined = await this.#standing();
    const work = [...eventsByDocument(this.#projection, batch.events)].filter(([id]) => !quarantined.has(id));
    for (let i = 0; i < work.length; i += CHUNK) {
      const poisoned = await this.#fold(work.slice(i, i + CHUNK), quarantined.size);
      await this.#quarantine(poisoned);
    }
  };

  /**
   * Folds what waited for the documents in quarantine, up to the checkpoint, and lets out those that can be folded now.
   * To be called before the subscription runs; a start after a mend is therefore all that a release takes.
   */
  async release(log: EventLog): Promise<void> {
    const { name, prefixes, collection } = this.#projection;
    const standing = await this.#standing();
    if (standing.size === 0) return;
    const still = new Map<string, Quarantine>();
    const after = Math.min(...[...standing.values()].map(({ position }) => position)) - 1;
    const upTo = await this.#options.models.checkpoint(name);
    for await (const batch of log.read({ after, upTo, prefixes })) {
      const work = [...eventsByDocument(this.#projection, batch.events)].filter(([id]) => standing.has(id) && !still.has(id));
      for (const [id, quarantine] of await this.#fold(work, 0)) still.set(id, quarantine);
    }
    const entries = quarantineCollection(this.#options.models, collection.name);
    await entries.write(
      [...standing].map(([id, { position }]) => {
        const left = still.get(id);
        return { id, previous: position, position: left?.position ?? position, body: left ?? null };
      }),
    );
    this.#quarantined = still;
  }

  async #standing(): Promise<Map<string, Quarantine>> {
    this.#quarantined ??= new Map(await readQuarantine(this.#options.models, this.#projection.collection.name));
    return this.#quarantined;
  }

  /** Stores what could be folded; answers what could not. */
  async #fold(work: readonly (readonly [string, readonly RecordedEvent[]])[], standing: number): Promise<Map<string, Quarantine>> {
    const known = await this.#documents.load(work.map(([id]) => id));
    await this.#options.failPoint?.('after-load');
    const changes: DocumentChange<Body>[] = [];
    const poisoned = new Map<string, Quarantine>();
    for (const [id, events] of work) {
      const before = known(id);
      const after = foldDocument(this.#projection.evolve, before, events);
      changes.push({ id, before, after });
      if (after.poison !== null) poisoned.set(id, quarantineOf(after.poison, this.#options.reasonOf ?? nameOfError));
    }
    requireFewQuarantined(this.#projection.name, standing, [...poisoned.values()]);
    await this.#documents.write(changes);
    await this.#options.failPoint?.('after-write');
    return poisoned;
  }

  async #quarantine(poisoned: ReadonlyMap<string, Quarantine>): Promise<void> {
    if (poisoned.size === 0) return;
    const { name, collection } = this.#projection;
    const entries = quarantineCollection(this.#options.models, collection.name);
    const writes = [...poisoned].map(([id, body]) => ({ id, previous: null, position: body.position, body }));
    for (const { id, position } of await entries.getMany(await entries.write(writes))) {
      if (position !== poisoned.get(id)?.position) throw new AnotherWriterError(name, `document ${id} was quarantined meanwhile`);
    }
    for (const [id, quarantine] of poisoned) (await this.#standing()).set(id, quarantine);
    await this.#options.failPoint?.('after-quarantine');
  }
}
