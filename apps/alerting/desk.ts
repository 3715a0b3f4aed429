import { alertDecider, AlertRefusal, noticeStream, parseStream, type AlertCommand, type AlertEvent, type DigestQueued } from '#libs/domain';
import {
  ConcurrencyError,
  inCalls,
  NO_STREAM,
  type Append,
  type AppendResult,
  type EventStore,
  type FailPoint,
  type NewEvent,
} from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';
import { emptyEntry, foldInto, foldStored, type AlertEntry } from './memory/alert-entry.js';
import type { AlertingMemory } from './memory/alerting-memory.js';

/** The event that something is decided because of; ids of new events are made of it. */
export interface Cause {
  readonly id: string;
  readonly position: number;
  /** When the record was appended that it follows from. */
  readonly originAt: string;
  readonly traceparent?: string;
}

/** Namespaces of the ids of alert events and of digests. */
const ALERT_EVENTS = '0d5f2b6e-1c1b-5c0e-8f8e-4a2b7a4f6c02';
const DIGESTS = '8a7c2f34-0f6d-5d0f-9b41-6f0e8c1d2b95';
const ATTEMPTS = 5;

interface Work {
  readonly entry: AlertEntry;
  readonly expected: number;
  readonly commands: { readonly command: AlertCommand; readonly cause: Cause }[];
  readonly events: NewEvent[];
}

export interface DeskParts {
  readonly store: EventStore;
  readonly memory: AlertingMemory;
  readonly failPoint?: FailPoint;
}

/**
 * Decides commands one after the other, in memory, and appends what they come to, all alerts in few calls. The ids are made of
 * cause and content, so that what is repeated after a crash is the same and is written once.
 */
export class Desk {
  readonly #parts: DeskParts;
  #work = new Map<string, Work>();
  readonly #digests: Append[] = [];

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Decides at once; it stands in the log after `flush`. A command that the alert does not take any more comes to nothing. */
  perform(known: AlertEntry, command: AlertCommand, cause: Cause): readonly AlertEvent[] {
    const entry = this.#parts.memory.alerts.entry(known.stream);
    if (cause.position < entry.decided) return [];
    let work = this.#work.get(entry.stream);
    if (work === undefined) {
      work = { entry, expected: entry.revision, commands: [], events: [] };
      this.#work.set(entry.stream, work);
    }
    work.commands.push({ command, cause });
    return this.#decide(work, command, cause);
  }

  /** Tells a person of several notices together; at one hour once. */
  digest(district: string, digest: DigestQueued, cause: Cause): void {
    const { staff, date, hour } = digest;
    const stream = noticeStream(district, uuidV5(JSON.stringify([district, staff, date, hour]), DIGESTS));
    const id = uuidV5(`${stream}/${JSON.stringify(digest)}`, DIGESTS);
    const event: NewEvent = { id, type: 'digest-queued.v1', data: digest, metadata: metadataOf(cause) };
    this.#digests.push({ stream, expectedRevision: NO_STREAM, events: [event] });
  }

  /** Everything that was decided is in the log when this resolves. */
  async flush(): Promise<void> {
    const { failPoint } = this.#parts;
    const left = [...this.#work.values()].filter(({ events }) => events.length > 0);
    this.#work = new Map();
    const digests = this.#digests.splice(0);
    if (left.length === 0 && digests.length === 0) return;
    await failPoint?.('before-alerts');
    await this.#appendAll(left);
    await failPoint?.('after-alerts');
    for (const some of inCalls(digests)) await this.#appendDigests(some);
    await failPoint?.('after-digests');
  }

  #decide(work: Work, command: AlertCommand, cause: Cause): readonly AlertEvent[] {
    const { entry } = work;
    const { memory } = this.#parts;
    const decided = decide(entry, command);
    for (const event of decided) {
      const id = uuidV5(`${entry.stream}/${cause.id}/${entry.revision + 1}/${event.type}/${JSON.stringify(event.data)}`, ALERT_EVENTS);
      work.events.push({ id, type: event.type, data: event.data, metadata: metadataOf(cause) });
      entry.decided = cause.position;
      foldInto(entry, event, cause.position);
      memory.learn(entry, event, id, cause.position);
    }
    memory.alerts.settle(entry);
    return decided;
  }

  async #appendAll(works: readonly Work[]): Promise<void> {
    let left = works;
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === ATTEMPTS) throw new ConcurrencyError(left[0]?.entry.stream ?? '', ATTEMPTS);
      left = await this.#append(left);
    }
  }

  /** @returns what somebody else was faster with, decided again. */
  async #append(works: readonly Work[]): Promise<Work[]> {
    const again: Work[] = [];
    for (const some of inCalls(works)) {
      const appends = some.map(({ entry, expected, events }) => ({ stream: entry.stream, expectedRevision: expected, events }));
      const results = await this.#parts.store.appendMany(appends);
      for (const [index, work] of some.entries()) {
        const result = results[index];
        if (result !== undefined && stands(work, result)) work.entry.position = Math.max(work.entry.position, result.position);
        else again.push(await this.#reload(work));
      }
    }
    return again.filter(({ events }) => events.length > 0);
  }

  /** A digest that stands already was told with what is in it; the rest waits for the next one. */
  async #appendDigests(digests: readonly Append[]): Promise<void> {
    const { store, memory } = this.#parts;
    const results = await store.appendMany(digests);
    for (const [index, { stream, events }] of digests.entries()) {
      const stored = results[index]?.outcome === 'appended' ? events : await store.readStream(stream, { limit: 1 });
      for (const { data } of stored) memory.attention.digested(parseStream(stream).district, data as DigestQueued);
    }
  }

  async #reload({ entry, commands }: Work): Promise<Work> {
    const stored = await this.#parts.store.readStream(entry.stream);
    Object.assign(entry, emptyEntry(entry.stream, entry.district, entry.alertId));
    for (const event of stored) {
      foldStored(entry, event);
      this.#parts.memory.learnStored(entry, event);
      entry.position = event.position;
    }
    const work: Work = { entry, expected: entry.revision, commands, events: [] };
    for (const { command, cause } of commands) this.#decide(work, command, cause);
    return work;
  }
}

/** The append was made now or, word for word as long, before. */
function stands({ expected, events }: Work, result: AppendResult): result is Extract<AppendResult, { outcome: 'appended' }> {
  return result.outcome === 'appended' && result.revision === expected + events.length;
}

function decide({ state }: AlertEntry, command: AlertCommand): readonly AlertEvent[] {
  try {
    return alertDecider.decide(state, command);
  } catch (error) {
    // A person was faster: what was to be done is out of place now.
    if (error instanceof AlertRefusal) return [];
    throw error;
  }
}

function metadataOf({ id, position, originAt, traceparent }: Cause): NewEvent['metadata'] {
  return { causation: id, causePosition: position, originAt, ...(traceparent !== undefined && { traceparent }) };
}
