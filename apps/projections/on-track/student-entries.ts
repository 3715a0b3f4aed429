import { decodeStudentYear, lentYear, lookBackAt, MOST_YEARS_BACK, type StudentYear } from '#libs/domain';
import type { Collection, IndexValue, ReadModels } from '#libs/event-sourcing';
import { entryOf, newEntry, type StudentEntry } from './student-entry.js';
import type { Member } from '../communities/community-summary.js';
import { studentDocumentId, students, type StudentDocument, type Shard } from '#libs/views';
import { writeStudents } from './write-students.js';

const PAGE = 1000;

/** So many students' years of closed school years are kept in memory, for the late records that may follow. */
const MOST_CLOSED = 2_000;

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
  /** Years of which there are documents or entries, by district; known once somebody looks back. */
  readonly #knownYears = new Map<string, Set<number>>();

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

  /** Members of communities, or everybody, as stored: of a closed year no more is read than is asked for, and nothing is kept. */
  async storedMembers(district: string, year: number, communities: ReadonlySet<string> | null): Promise<Member[]> {
    const queries = communities === null ? [[district, year]] : [...communities].map((community) => [district, year, community]);
    const members: Member[] = [];
    for (const equals of queries) {
      for await (const { body } of this.#find(communities === null ? 'byYear' : 'byCommunity', equals)) members.push(body);
    }
    return members;
  }

  /** Lets a student's year see the marks of the years before, if it does not yet. */
  async lookBack(entry: StudentEntry): Promise<void> {
    if (entry.state.earlier !== null || entry.quarantined !== null) return;
    lookBackAt(entry.state, (await this.#before(entry)).map(lentYear));
    entry.changed = entry.stale = true;
  }

  async #before({ district, key, year }: StudentEntry): Promise<StudentYear[]> {
    const states: StudentYear[] = [];
    for (const each of await this.#yearsOf(district, year)) {
      if (each >= year || each < year - MOST_YEARS_BACK) continue;
      const id = studentDocumentId(district, key, each);
      const state = this.#entries.get(id)?.state ?? (await this.#stored(id, each, district));
      if (state !== null) states.push(state);
    }
    return states;
  }

  /** The student's years after one, which may look back at it. */
  async after(district: string, key: string, year: number): Promise<StudentEntry[]> {
    const entries: StudentEntry[] = [];
    for (const each of await this.#yearsOf(district, year)) {
      const id = studentDocumentId(district, key, each);
      if (each <= year || (!this.#entries.has(id) && (await this.#stored(id, each, district)) === null)) continue;
      entries.push(await this.get(district, key, each));
    }
    return entries;
  }

  /** Lets a student's year see the marks of the years before as they are now, whatever it has seen of them. */
  async lookBackAnew(entry: StudentEntry): Promise<void> {
    entry.state.earlier = null;
    await this.lookBack(entry);
  }

  /** School years in which anything is known of a key, of this shard's own. */
  async yearsOf(district: string, key: string): Promise<readonly number[]> {
    const years = new Set<number>();
    for await (const { body } of this.#find('byKey', [district, key])) years.add(body.year);
    for (const name of this.#years.keys()) {
      const year = Number(name.slice(name.lastIndexOf('/') + 1));
      if (this.#entries.has(studentDocumentId(district, key, year))) years.add(year);
    }
    return [...years];
  }

  /** Ids of the documents that wait for a mend. */
  async quarantined(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { id } of this.#find('byQuarantine', [1])) ids.push(id);
    return ids;
  }

  /**
   * Forgets students of school years that are closed, once their documents are written; they are loaded again when a late record comes.
   * @param runningYear the school year of a district's day; null before its first one.
   */
  forgetClosed(runningYear: (district: string) => number | null): void {
    const closed = [...this.#years].filter(([, entries]) => {
      const [first] = entries;
      return first !== undefined && first.year < (runningYear(first.district) ?? 0);
    });
    const isMany = closed.reduce((sum, [, { size }]) => sum + size, 0) > MOST_CLOSED;
    for (const [name, entries] of closed) {
      if (!isMany && !this.#loadedYears.has(name)) continue;
      for (const { id } of entries) this.#entries.delete(id);
      this.#years.delete(name);
      this.#loadedYears.delete(name);
    }
  }

  /** Writes the documents of changed entries, see `writeStudents`. */
  async write(entries: readonly StudentEntry[], position: number): Promise<void> {
    await writeStudents(this.#collection, entries, position);
  }

  /** @returns null where there is no document. */
  async #stored(id: string, year: number, district: string): Promise<StudentYear | null> {
    const document = this.#loadedYears.has(yearKey(district, year)) ? null : await this.#collection.get(id);
    return document === null ? null : decodeStudentYear(document.body.state);
  }

  async #yearsOf(district: string, around: number): Promise<ReadonlySet<number>> {
    const known = this.#knownYears.get(district);
    if (known !== undefined) return known;
    const years = new Set([...this.#entries.values()].flatMap((entry) => (entry.district === district ? [entry.year] : [])));
    for (let year = around - MOST_YEARS_BACK; year <= around + MOST_YEARS_BACK; year++) {
      const { documents } = await this.#collection.find({ index: 'byYear', equals: [district, year], limit: 1 });
      if (documents.length > 0) years.add(year);
    }
    this.#knownYears.set(district, years);
    return years;
  }

  #keep(entry: StudentEntry): StudentEntry {
    this.#entries.set(entry.id, entry);
    this.#knownYears.get(entry.district)?.add(entry.year);
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
