import type { Collection, CountOptions, DocumentWrite, FindOptions, IndexValue, Page, StoredDocument } from '#libs/event-sourcing';
import type { CollectionLayout } from './collection-layout.js';
import { type EncodedWrite, encodeWrites } from './document-text.js';
import { type FindPlan, type IndexPart, pageOf, planCount, planFind } from './find-plan.js';
import { compareText, compareValues } from './index-values.js';
import { requireFewDocuments } from './limits.js';
import type { MemoryDocument, MemoryTable } from './memory-table.js';
import type { PlaceInIndex } from './page-cursor.js';

/** Finds by looking at every document: right for tests and small districts, and nothing that could differ from its indexes. */
export class MemoryCollection<T> implements Collection<T> {
  readonly #layout: CollectionLayout;
  readonly #table: () => MemoryTable;

  constructor(layout: CollectionLayout, table: () => MemoryTable) {
    this.#layout = layout;
    this.#table = table;
  }

  async get(id: string): Promise<StoredDocument<T> | null> {
    return this.#read(id);
  }

  async getMany(ids: readonly string[]): Promise<readonly StoredDocument<T>[]> {
    requireFewDocuments(ids.length);
    return this.#readAll([...new Set(ids)]);
  }

  async getManyWithRemoved(ids: readonly string[]): Promise<readonly StoredDocument<T | null>[]> {
    requireFewDocuments(ids.length);
    const { removed } = this.#table();
    const read = (id: string): StoredDocument<T | null> | null => {
      const position = removed.get(id);
      return position === undefined ? this.#read(id) : { id, position, body: null };
    };
    return [...new Set(ids)].map(read).filter((document) => document !== null);
  }

  async find(options: FindOptions): Promise<Page<T>> {
    const plan = planFind(this.#layout, options);
    const { after } = plan;
    const places = this.#placesIn(plan).filter((place) => after === null || comparePlaces(plan, place, after) > 0);
    places.sort((a, b) => comparePlaces(plan, a, b));
    return pageOf(plan, this.#readAll(places.slice(0, plan.limit + 1).map((place) => place.id)));
  }

  async *all(after = ''): AsyncIterable<StoredDocument<T>> {
    for (const id of [...this.#documents().keys()].filter((each) => compareText(each, after) > 0).toSorted(compareText)) {
      const document = this.#read(id);
      if (document !== null) yield document;
    }
  }

  async count(some?: CountOptions): Promise<number> {
    if (some === undefined) return this.#documents().size;
    return Math.min(some.most, this.#placesIn(planCount(this.#layout, some)).length);
  }

  async write(writes: readonly DocumentWrite<T>[]): Promise<readonly string[]> {
    const documents = this.#documents();
    const { removed } = this.#table();
    const mismatches = encodeWrites(this.#layout, writes).filter((write) => !applyWrite(documents, removed, write));
    return mismatches.map((write) => write.id);
  }

  #documents(): Map<string, MemoryDocument> {
    return this.#table().documents(this.#layout);
  }

  #placesIn({ fields, equals }: IndexPart): PlaceInIndex[] {
    const columns = fields.map((field) => this.#layout.fields.indexOf(field));
    const places: PlaceInIndex[] = [];
    for (const [id, { values }] of this.#documents()) {
      const place = { id, values: columns.map((column): IndexValue => values[column] ?? null) };
      if (equals.every((value, i) => compareValues(value, place.values[i] ?? null) === 0)) places.push(place);
    }
    return places;
  }

  #read(id: string): StoredDocument<T> | null {
    const document = this.#documents().get(id);
    return document === undefined ? null : { id, position: document.position, body: JSON.parse(document.text) as T };
  }

  #readAll(ids: readonly string[]): StoredDocument<T>[] {
    return ids.map((id) => this.#read(id)).filter((document) => document !== null);
  }
}

function applyWrite(documents: Map<string, MemoryDocument>, removed: Map<string, number>, write: EncodedWrite): boolean {
  const { id, previous, position, body } = write;
  if ((documents.get(id)?.position ?? removed.get(id) ?? null) !== previous) return false;
  documents.delete(id);
  removed.delete(id);
  if (body === null) removed.set(id, position);
  else documents.set(id, { position, ...body });
  return true;
}

function comparePlaces(plan: FindPlan, a: PlaceInIndex, b: PlaceInIndex): number {
  const different = a.values.map((value, i) => compareValues(value, b.values[i] ?? null)).find((order) => order !== 0);
  const order = different ?? compareText(a.id, b.id);
  return plan.descending ? -order : order;
}
