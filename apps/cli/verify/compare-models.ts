import { setImmediate } from 'node:timers/promises';
import type { Collection, CollectionDefinition, ReadModels, StoredDocument } from '#libs/event-sourcing';
import { communities, documentCollections, followThroughSums, identities, students } from '#libs/views';
import { documentProjectionNames, ON_TRACK } from '../../projections/index.js';
import type { Embedded } from '../../standalone/index.js';
import { firstDifference } from './first-difference.js';
import type { Anew } from './fold-anew.js';
import { nameOfDocument } from './name-of-document.js';

const collections: readonly CollectionDefinition[] = [students, communities, ...documentCollections, identities, followThroughSums];

const AT_ONCE = 200;
const LONGEST_VALUE = 200;

/** Compares the body of every live document with the new fold; what changed since the fold began is left for the next time. */
export async function compareModels(
  embedded: Embedded,
  { models }: Anew,
  signal: AbortSignal,
): Promise<{ documents: number; difference: string | null }> {
  const upTo = await foldedUpTo(models);
  let documents = 0;
  for (const definition of collections) {
    const comparison = new Comparison(embedded, definition, { models, upTo, signal });
    const difference = (await comparison.ofLive()) ?? (await comparison.ofMissing());
    documents += comparison.compared;
    if (difference !== null) return { documents, difference };
  }
  return { documents, difference: null };
}

async function foldedUpTo(models: ReadModels): Promise<number> {
  return Math.min(...(await Promise.all([ON_TRACK, ...documentProjectionNames].map((name) => models.checkpoint(name)))));
}

interface Folded {
  readonly models: ReadModels;
  readonly upTo: number;
  readonly signal: AbortSignal;
}

class Comparison {
  compared = 0;
  readonly #embedded: Embedded;
  readonly #name: string;
  readonly #live: Collection<unknown>;
  readonly #folded: Collection<unknown>;
  readonly #upTo: number;
  readonly #signal: AbortSignal;

  constructor(embedded: Embedded, definition: CollectionDefinition, { models, upTo, signal }: Folded) {
    this.#embedded = embedded;
    this.#name = definition.name;
    this.#live = embedded.models.collection(definition);
    this.#folded = models.collection(definition);
    this.#upTo = upTo;
    this.#signal = signal;
  }

  /** What is wrong with the first live document that is not what the log comes to. */
  async ofLive(): Promise<string | null> {
    for await (const some of inPages(this.#live.all())) {
      await this.#turn();
      const settled = some.filter(({ position }) => position <= this.#upTo);
      const folded = new Map((await this.#folded.getMany(settled.map(({ id }) => id))).map((document) => [document.id, document]));
      for (const document of settled) {
        const difference = firstDifference(document.body, folded.get(document.id)?.body);
        if (difference !== null) return this.#tell(document, difference);
        this.compared += 1;
      }
    }
    return null;
  }

  /** The first document that the log comes to and that is not there. */
  async ofMissing(): Promise<string | null> {
    for await (const some of inPages(this.#folded.all())) {
      await this.#turn();
      const live = new Set(
        (await this.#live.getManyWithRemoved(some.map(({ id }) => id))).flatMap(({ id, position, body }) =>
          body !== null || position > this.#upTo ? [id] : [],
        ),
      );
      const missing = some.find(({ id, position }) => !live.has(id) && position <= this.#upTo);
      if (missing !== undefined) return `the read models lack a document of ${this.#name}: ${await this.#nameOf(missing)}. ${REMEDY}`;
    }
    return null;
  }

  /** Documents are read without a pause: a wish to stop gets its turn here. */
  #turn(): Promise<void> {
    return setImmediate(undefined, { signal: this.#signal });
  }

  async #tell(document: StoredDocument<unknown>, { path, left, right }: { path: string; left: unknown; right: unknown }): Promise<string> {
    const name = `${this.#name}: ${await this.#nameOf(document)}`;
    if (right === undefined && path === '') return `the read models hold a document that the log does not come to, of ${name}. ${REMEDY}`;
    return `the read models differ from the log, first in ${name}: ${path} is ${shown(left)}, folded anew it is ${shown(right)}. ${REMEDY}`;
  }

  #nameOf({ id, body }: StoredDocument<unknown>): Promise<string> {
    return nameOfDocument(this.#embedded.directory, id, body as object);
  }
}

const REMEDY = 'Fold the read models anew: homeroom rebuild.';

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE).toWellFormed()}...`;
}

async function* inPages<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let page: T[] = [];
  for await (const item of items) {
    if (page.push(item) < AT_ONCE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
