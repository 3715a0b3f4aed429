import type { Collection, DocumentWrite, IndexValue, ReadModels } from '#libs/event-sourcing';
import { documentOf, entryOf, newEntry, type StudentEntry } from './student-entry.js';
import type { Shard } from '../shards/shard.js';
import { studentDocumentId, students, type StudentDocument } from '#libs/views';

const PAGE = 1000;

/** Another process writes the same documents. */
class AnotherStudentWriterError extends Error {
  override readonly name = 'AnotherStudentWriterError';
}

/**
 * The students' years in memory: those of the district's present school year all, others as they are needed.
 * Memory grows with the students of a year, not with the log.
 */
export class StudentEntries {
  readonly #collection: Collection<StudentDocument>;
  readonly #shard: Shard;
  readonly #entries = new Map<string, StudentEntry>();
  readonly #years = new Map<string, Set<StudentEntry>>();
  readonly #loadedYears = new Set<string>();

  /** @param shard whose students they are; nobody else's are seen. */
  constructor(models: ReadModels, shard: Shard) {
    this.#shard = shard;
    this.#collection = models.collection<StudentDocument>(students);
  }

  /** The entry of a student's year, loaded or new. */
  async get(district: string, key: string, year: number): Promise<StudentEntry> {
    const id = studentDocumentId(district, key, year);
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const stored = this.#loadedYears.has(yearKey(district, year)) ? null : await this.#collection.get(id);
    return this.#keep(stored === null ? newEntry(district, key, year) : entryOf(stored));
  }

  /** All students of a district's year. */
  async ofYear(district: string, year: number): Promise<ReadonlySet<StudentEntry>> {
    const name = yearKey(district, year);
    if (!this.#loadedYears.has(name)) {
      for await (const document of this.#find('byYear', [district, year])) {
        if (!this.#entries.has(document.id)) this.#keep(entryOf(document));
      }
      this.#loadedYears.add(name);
    }
    return this.#years.get(name) ?? new Set();
  }

  /** Ids of the documents that wait for a mend. */
  async quarantined(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id } of this.#find('byQuarantine', [1])) ids.push(id);
    return ids;
  }

  /** Forgets the students of a year whose documents are written; they are loaded again when needed. */
  forgetYear(district: string, year: number): void {
    const name = yearKey(district, year);
    for (const entry of this.#years.get(name) ?? []) {
      if (!entry.changed) this.#entries.delete(entry.id);
    }
    this.#years.delete(name);
    this.#loadedYears.delete(name);
  }

  /**
   * Writes the documents of changed entries, a thousand at a time, guarded by the position they were read at. After a crash on the way
   * those that are written know it by their position.
   */
  async write(entries: readonly StudentEntry[], position: number): Promise<void> {
    for (let from = 0; from < entries.length; from += PAGE) await this.#writeSome(entries.slice(from, from + PAGE), position);
  }

  async #writeSome(entries: readonly StudentEntry[], position: number): Promise<void> {
    const writes = entries.map((entry): DocumentWrite<StudentDocument> => ({
      id: entry.id,
      previous: entry.stored,
      position,
      body: documentOf(entry),
    }));
    const refused = await this.#collection.write(writes);
    if (refused.length > 0) {
      throw new AnotherStudentWriterError(
        `Another process writes the students' documents (${refused.length} of ${writes.length} were changed meanwhile). ` +
          'Stop one of the two: only one may hold the projections of one data folder.',
      );
    }
    for (const entry of entries) {
      entry.stored = position;
      entry.changed = false;
    }
  }

  #keep(entry: StudentEntry): StudentEntry {
    this.#entries.set(entry.id, entry);
    const name = yearKey(entry.district, entry.year);
    const ofYear = this.#years.get(name);
    if (ofYear === undefined) this.#years.set(name, new Set([entry]));
    else ofYear.add(entry);
    return entry;
  }

  async *#find(index: string, equals: readonly IndexValue[]) {
    let after: string | undefined;
    do {
      const page = await this.#collection.find({
        index,
        equals,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      yield* page.documents.filter(({ body }) => this.#shard.covers(body.key));
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
}

function yearKey(district: string, year: number): string {
  return `${district}/${year}`;
}
