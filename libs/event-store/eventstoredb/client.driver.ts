import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type EventData,
  type JSONType,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import { NO_STREAM as NO_REVISION, type AppendResult } from '#libs/event-sourcing';
import { InvalidAppendError } from '../event-store.errors.js';
import type { PreparedEvent } from '../prepared-append.js';
import type { Driver, Feed, FeedOptions, ServerEvent, StreamSlice } from './driver.port.js';
import { safeInteger, serverEventOf } from './server-event.js';
import { asTrouble, ServerTroubleError } from './server-trouble.js';
import { SubscriptionFeed, type FeedSubscription } from './subscription-feed.js';

/** Everything but the system's own streams, which begin with a dollar sign. */
const OWN_STREAMS = '^[^$]';
/** Events of a subscription that wait in memory until they are taken; the server waits for more room. */
const BUFFERED = 512;

/** EventStoreDB through `@eventstore/db-client`. Appends go as batches, several in flight on one call; see decision 0014. */
export class ClientDriver implements Driver {
  readonly #client: EventStoreDBClient;
  readonly #encoder = new TextEncoder();
  readonly #inFlight = new Set<Promise<unknown>>();
  #closed = false;

  /** Connects on first use. Throws where the URL is none. */
  constructor(url: string) {
    this.#client = EventStoreDBClient.connectionString(url);
  }

  async append(stream: string, expectedRevision: number, events: readonly PreparedEvent[]): Promise<AppendResult> {
    const data = events.map((event) => this.#dataOf(event));
    const expected = expectedRevision === NO_REVISION ? NO_STREAM : BigInt(expectedRevision);
    try {
      const answer = await this.#track(this.#client.appendToStream(stream, data, { expectedRevision: expected }));
      const revision = safeInteger('revision', answer.nextExpectedRevision);
      return { outcome: 'appended', revision, position: await this.#positionOf(stream, revision, answer.position?.commit) };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return { outcome: 'conflict', revision: revisionIn(error) };
      if (error instanceof MaxAppendSizeExceededError) {
        throw new InvalidAppendError(`The server refuses an append to ${stream} as too large: raise its MaxAppendSize to 1 MiB.`);
      }
      throw asTrouble(error);
    }
  }

  async readStream(stream: string, { backward, from, limit }: StreamSlice): Promise<readonly ServerEvent[]> {
    const fromRevision = from === null ? (backward ? END : START) : BigInt(from);
    try {
      const direction = backward ? BACKWARDS : FORWARDS;
      return await this.#track(this.#collect(this.#client.readStream(stream, { direction, fromRevision, maxCount: limit })));
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      throw asTrouble(error);
    }
  }

  async readBack(from: number | null, limit: number): Promise<readonly ServerEvent[]> {
    return this.#readAll(BACKWARDS, from === null ? END : positionOf(from), limit);
  }

  async readAt(position: number): Promise<ServerEvent | null> {
    const [event] = await this.#readAll(FORWARDS, positionOf(position), 1);
    return event ?? null;
  }

  subscribe({ after, prefixes, window }: FeedOptions): Feed {
    return new SubscriptionFeed((checkpointReached) => {
      const progress = { maxSearchWindow: window, checkpointInterval: 1, checkpointReached };
      const filter =
        prefixes === null
          ? streamNameFilter({ ...progress, regex: OWN_STREAMS })
          : streamNameFilter({ ...progress, prefixes: [...prefixes] });
      const fromPosition = after === 0 ? START : positionOf(after);
      return this.#client.subscribeToAll({ fromPosition, filter }, { highWaterMark: BUFFERED }) as unknown as FeedSubscription;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.dispose();
    void this.#closeChannel();
  }

  /**
   * The client itself closes its channel only after some errors, not when it is disposed of. Not before its calls have ended: what it then
   * does with a closed channel is an error that nobody can catch.
   */
  async #closeChannel(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
    const client = this.#client as unknown as { getChannel(): Promise<{ close(): void }> };
    await client.getChannel().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }

  async #track<T>(call: Promise<T>): Promise<T> {
    this.#inFlight.add(call);
    try {
      return await call;
    } finally {
      this.#inFlight.delete(call);
    }
  }

  async #readAll(
    direction: typeof FORWARDS | typeof BACKWARDS,
    fromPosition: ReturnType<typeof positionOf> | typeof END,
    maxCount: number,
  ) {
    try {
      return await this.#track(this.#collect(this.#client.readAll({ direction, fromPosition, maxCount })));
    } catch (error) {
      throw asTrouble(error);
    }
  }

  /** Reads to the end; the call is cancelled whatever happens, for the client leaves it open. */
  async #collect(reading: StreamingRead<ResolvedEvent>): Promise<readonly ServerEvent[]> {
    const events: ServerEvent[] = [];
    reading.on('error', () => undefined);
    try {
      for await (const { event } of reading) if (event !== undefined) events.push(serverEventOf(event));
    } finally {
      void reading.cancel();
    }
    // A read that is cut off by closing ends as quietly as one that is complete.
    if (this.#closed) throw new ServerTroubleError('The connection was given up during a read.');
    return events;
  }

  /** The client writes the JSON itself; metadata it takes as bytes, too. */
  #dataOf({ id, type, data, metadata }: PreparedEvent): EventData {
    return {
      id,
      type,
      contentType: 'application/json',
      data: JSON.parse(data) as JSONType,
      metadata: this.#encoder.encode(metadata),
    };
  }

  async #positionOf(stream: string, revision: number, position: bigint | undefined): Promise<number> {
    if (position !== undefined && position > 0n) return safeInteger('position', position);
    const [event] = await this.readStream(stream, { backward: true, from: revision, limit: 1 });
    if (event === undefined) throw new Error(`The server has no revision ${revision} of ${stream}, which it has just acknowledged.`);
    return event.position;
  }
}

function positionOf(position: number): { readonly commit: bigint; readonly prepare: bigint } {
  return { commit: BigInt(position), prepare: BigInt(position) };
}

function revisionIn({ actualVersion }: WrongExpectedVersionError): number {
  return typeof actualVersion === 'bigint' ? safeInteger('revision', actualVersion) : NO_REVISION;
}
