import pLimit from 'p-limit';
import { EventStore, type Append, type AppendResult, type ReadStreamOptions, type RecordedEvent } from '#libs/event-sourcing';
import { InvalidAppendError, StoreClosedError } from '../event-store.errors.js';
import { prepareAppends, type PreparedAppend } from '../prepared-append.js';
import { streamRange } from '../stream-range.js';
import type { Connection } from './connection.js';
import type { ServerEvent } from './driver.port.js';
import type { EventVersions } from '../event-versions.js';
import { recordedEventOf } from './server-event.js';
import { splitAppend } from './split-append.js';

/** Streams that are written at the same time: enough to keep one connection busy, few enough for its server. */
const AT_ONCE = 64;
const PAGE = 1_000;

/** Streams in EventStoreDB. An append is as durable as its server is when it is answered. */
export class EventStoreDbEventStore extends EventStore {
  readonly #appends: Connection;
  readonly #reads: Connection;
  readonly #versions: EventVersions;
  readonly #limit = pLimit(AT_ONCE);

  /** Two connections: trouble with appends must not break what is read meanwhile. */
  constructor(appends: Connection, reads: Connection, versions: EventVersions) {
    super();
    this.#versions = versions;
    this.#appends = appends;
    this.#reads = reads;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    if (this.#appends.closing.aborted) throw new StoreClosedError();
    const prepared = prepareAppends(appends);
    for (const { stream } of prepared) refuseSystemName(stream);
    const results: AppendResult[] = [];
    const work = [...byStream(prepared)].map((places) => this.#limit(() => this.#appendInOrder(prepared, places, results)));
    for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
    return results;
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { backward } = streamRange(options, 0);
    const { limit = Number.MAX_SAFE_INTEGER } = options;
    const events: RecordedEvent[] = [];
    let from = options.from ?? null;
    while (events.length < limit) {
      const slice = { backward, from, limit: Math.min(PAGE, limit - events.length) };
      const page = await this.#reads.call((driver) => driver.readStream(stream, slice));
      for (const event of page) events.push(recordedEventOf(event, this.#versions));
      from = goingOn(page, backward);
      if (page.length < slice.limit || from < 0) break;
    }
    return events;
  }

  override async close(): Promise<void> {
    await Promise.all([this.#appends.close(), this.#reads.close()]);
  }

  /** The appends to one stream, one after the other: each may expect what the one before has written. */
  async #appendInOrder(appends: readonly PreparedAppend[], places: readonly number[], results: AppendResult[]): Promise<void> {
    for (const place of places) {
      const append = appends[place];
      if (append !== undefined) results[place] = await this.#append(append);
    }
  }

  /** Ids and expected revision are the same at every attempt, so that a lost answer leaves one copy. */
  async #append(append: PreparedAppend): Promise<AppendResult> {
    let result: AppendResult | null = null;
    for (const { stream, expectedRevision, events } of splitAppend(append)) {
      result = await this.#appends.call((driver) => driver.append(stream, expectedRevision, events));
      if (result.outcome === 'conflict') return result;
    }
    if (result === null) throw new Error(`An append to ${append.stream} came without events past the check for that.`);
    return result;
  }
}

/** The revision behind a page; -1 where the stream was read back to its start. */
function goingOn(page: readonly ServerEvent[], backward: boolean): number {
  return (page.at(-1)?.revision ?? 0) + (backward ? -1 : 1);
}

/** The places of the appends to each stream, in their order. */
function byStream(appends: readonly PreparedAppend[]): Iterable<readonly number[]> {
  const places = new Map<string, number[]>();
  appends.forEach(({ stream }, place) => {
    const known = places.get(stream);
    if (known === undefined) places.set(stream, [place]);
    else known.push(place);
  });
  return places.values();
}

function refuseSystemName(stream: string): void {
  if (!stream.startsWith('$')) return;
  throw new InvalidAppendError(`Streams whose names begin with $ are the server's own: ${JSON.stringify(stream.slice(0, 80))} is refused.`);
}
