import { canonicalContent } from '#libs/contracts';
import { naturalKey, recordNameOf, standingAt } from '#libs/domain';
import type { Collection, RecordedEvent } from '#libs/event-sourcing';
import { alerts, studentDocumentId, students, type AlertDocument, type StudentDocument } from '#libs/views';
import type { Embedded } from '../../standalone/index.js';
import { pagesOf } from '../folder/pages.js';
import type { FactStream } from './streams-in-order.js';

/** Plain values that say the same thing in every data folder. */
export type StateRow = readonly (string | number | null)[];

/** Events that are not facts of a record: of each the last one stands, without who said it when. */
const lastingFields: Readonly<Record<string, readonly string[]>> = {
  'school-day-started.v1': ['date'],
  'profile-adopted.v1': ['profile', 'version'],
  'triggers-adopted.v1': ['set', 'version'],
};

/** What stands of one stream: no event ids, times, positions, keys or histories. */
export class StateRows {
  readonly #embedded: Embedded;
  readonly #students: Collection<StudentDocument>;
  readonly #alerts: Collection<AlertDocument>;

  constructor(embedded: Embedded) {
    this.#embedded = embedded;
    this.#students = embedded.models.collection(students);
    this.#alerts = embedded.models.collection(alerts);
  }

  async of(stream: FactStream): Promise<readonly StateRow[]> {
    const events = await this.#embedded.store.readStream(stream.stream);
    const said = [...(await this.#facts(events)), ...lasting(events)];
    const rows: StateRow[] = stream.kind === 'student' ? [...said, ...(await this.#status(stream))] : said;
    return rows.map((row) => [stream.district, stream.kind, stream.id, stream.year, ...row]);
  }

  async #facts(events: readonly RecordedEvent[]): Promise<StateRow[]> {
    const facts: [key: string, type: string, data: string][] = [];
    for (const { type, data } of standingAt(events, null)) {
      const name = recordNameOf(type);
      if (name === null) continue;
      const payload = await this.#withIds(data as Readonly<Record<string, unknown>>);
      facts.push([naturalKey(name, payload), type, JSON.stringify(payload)]);
    }
    return facts.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  }

  /** Keys of other people as the district's ids, which are the same everywhere. */
  async #withIds(data: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const field = ['studentKey', 'newKey', 'substituteKey'].find((name) => typeof data[name] === 'string');
    if (field === undefined) return data;
    const key = String(data[field]);
    const id = (await this.#embedded.directory.people([key])).get(key)?.id ?? null;
    return { ...data, [field]: id };
  }

  async #status({ district, key, year }: FactStream): Promise<StateRow[]> {
    const document = await this.#students.get(studentDocumentId(district, key ?? '', year));
    const row = document?.body.row ?? null;
    const open: StateRow[] = [];
    for await (const { body } of pagesOf(this.#alerts, { index: 'byStudent', equals: [district, key] })) {
      if (body.state === 'open' && body.schoolYear === year) open.push(['alert', body.rule]);
    }
    return [['status', row === null ? null : canonicalContent({ ...row })], ...open];
  }
}

function lasting(events: readonly RecordedEvent[]): StateRow[] {
  const last = new Map<string, StateRow>();
  for (const { type, data } of events) {
    const fields = lastingFields[type];
    if (fields !== undefined) last.set(type, [type, ...fields.map((field) => String((data as Record<string, unknown>)[field]))]);
  }
  return [...last.values()].sort(([a = ''], [b = '']) => (String(a) < String(b) ? -1 : 1));
}
