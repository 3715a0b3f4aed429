import { canonicalContent } from '#libs/contracts';
import type { Directory } from '#libs/directory';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';
import type { Fact } from './fact-of.js';

/** Compares contents as received where neither time nor sequence tells which version is the larger. */
export class ContentOrder {
  readonly #store: EventStore;
  readonly #directory: Directory;

  constructor(store: EventStore, directory: Directory) {
    this.#store = store;
    this.#directory = directory;
  }

  /** Below 0 when the offered content is smaller than that of another fact of this batch, by UTF-16 code units of its canonical JSON. */
  ofFacts(offered: Fact, rival: Fact): number {
    return compareTexts(canonicalContent(offered.record.data), canonicalContent(rival.record.data));
  }

  /** The same for the event at a revision of the offered fact's stream. */
  async ofStored(offered: Fact, revision: number): Promise<number> {
    const [event] = await this.#store.readStream(offered.stream, { from: revision, limit: 1 });
    if (event === undefined) throw new Error(`${offered.stream} has no event at revision ${revision}, though its ledger says so.`);
    const payloads = compareTexts(offered.json, JSON.stringify(event.data));
    if (offered.handle === null && event.metadata['extras'] === undefined && !namesAnother.has(offered.record.name)) {
      // What the payload leaves out is the same in both, so it orders as the whole content does.
      return payloads;
    }
    const received = await this.#contentOf(event, offered);
    return received === null ? payloads : compareTexts(canonicalContent(offered.record.data), received);
  }

  /** The content as it was received, canonical; null where a part of it was erased with its person. */
  async #contentOf({ data, metadata }: RecordedEvent, offered: Fact): Promise<string | null> {
    const { studentKey: _, newKey, substituteKey, ...payload } = data as Record<string, unknown>;
    const kept = typeof metadata['extras'] === 'string' ? await this.#extras(metadata['extras']) : payload;
    const named = await this.#named({ newStudentId: newKey, substituteId: substituteKey });
    if (kept === null || named === null) return null;
    return canonicalContent({ ...identityOf(offered), ...kept, ...named });
  }

  async #extras(handle: string): Promise<Record<string, unknown> | null> {
    const text = (await this.#directory.extras([handle])).get(handle);
    return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>);
  }

  /** The ids behind keys, by the field that holds them on the wire; null where one of the people was erased. */
  async #named(keys: Readonly<Record<string, unknown>>): Promise<Record<string, string> | null> {
    const named: Record<string, string> = {};
    for (const [field, key] of Object.entries(keys)) {
      if (typeof key !== 'string') continue;
      const id = await this.#idOf(key);
      if (id === null) return null;
      named[field] = id;
    }
    return named;
  }

  async #idOf(key: string): Promise<string | null> {
    return (await this.#directory.people([key])).get(key)?.id ?? null;
  }
}

/** Kinds that name another person outside their natural key: their payloads hold a key where the record held an id. */
const namesAnother = new Set<string>(['student-identified-as', 'staff-leave-recorded']);

/** Fields that say whose record it is: two versions of one natural key agree in them. */
const identityFields = ['studentId', 'staffId', 'communityId', 'schoolId', 'schoolYear'];

function identityOf({ record }: Fact): Record<string, unknown> {
  return Object.fromEntries(identityFields.filter((field) => field in record.data).map((field) => [field, record.data[field]]));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
