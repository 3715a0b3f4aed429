import { setImmediate } from 'node:timers/promises';
import type { LogBatch, ReadLogOptions, RecordedEvent } from '#libs/event-sourcing';
import { StoreClosedError } from '../event-store.errors.js';
import type { EventVersions } from '../event-versions.js';
import { checkedAfter, checkedBatchSize } from '../read-options.js';
import type { Connection } from './connection.js';
import type { ServerEvent } from './driver.port.js';
import { isOwn, type LogEnd, type LogEndFinder } from './log-end.js';
import { LogFollower, type Target } from './log-follower.js';
import { recordedEventOf } from './server-event.js';

export interface LogParts {
  readonly connection: Connection;
  readonly end: LogEndFinder;
  readonly pollMs: number;
  readonly stallMs: number;
  readonly versions: EventVersions;
}

/** One read of the log, as `EventLog.read` promises. */
export class LogReading {
  readonly #parts: LogParts;
  readonly #options: ReadLogOptions;
  readonly #batchSize: number;
  /** null: all; an empty list: nothing but the way to the end. */
  readonly #prefixes: readonly string[] | null;
  readonly #upTo: number;
  readonly #over: AbortSignal;
  /** Reported to the caller: always a place where an event of ours stands. */
  #position = 0;

  constructor(parts: LogParts, options: ReadLogOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#batchSize = checkedBatchSize(options.batchSize);
    this.#prefixes = options.prefixes?.includes('') === false ? options.prefixes : null;
    this.#upTo = options.upTo ?? Number.MAX_SAFE_INTEGER;
    const { closing } = parts.connection;
    this.#over = options.signal === undefined ? closing : AbortSignal.any([closing, options.signal]);
  }

  async *batches(): AsyncGenerator<LogBatch, void, undefined> {
    const { live = false, signal } = this.#options;
    if (signal?.aborted) return;
    try {
      const whole = yield* this.#read(live);
      if (!whole) throw new StoreClosedError();
    } catch (error) {
      const isEnd = error instanceof StoreClosedError && (live || signal?.aborted === true);
      if (!isEnd) throw error;
    }
  }

  /** Returns false where it was aborted, by the caller or because the store was closed. */
  async *#read(live: boolean): AsyncGenerator<LogBatch, boolean, undefined> {
    let end = await this.#parts.end.find();
    this.#position = checkedAfter(this.#options.after, end.position);
    const follower = this.#newFollower();
    try {
      for (let begun = false; !this.#over.aborted; begun = true) {
        if (!begun || Math.min(end.position, this.#upTo) > this.#position) yield* this.#catchUp(follower, end);
        if (!live || this.#upTo <= end.position) return !this.#over.aborted;
        await follower.more(this.#parts.pollMs);
        if (!this.#over.aborted) end = await this.#parts.end.find();
      }
      return false;
    } finally {
      follower.close();
    }
  }

  /** Batches up to the end that was found, or to where the read is to stop. */
  async *#catchUp(follower: LogFollower, end: LogEnd): AsyncGenerator<LogBatch, void, undefined> {
    const target = await this.#targetOf(end);
    const place = target.isPlace ? target.position : 0;
    if (!follower.aim(target)) return yield* this.#deliver([], place, true);
    for (let reached = false; !reached;) {
      const batch = await this.#nextBatch(follower, target);
      if (this.#over.aborted) return;
      reached = batch.reached;
      if (reached && target.isPlace) follower.reached(target);
      yield* this.#deliver(batch.events, (reached && place) || (await this.#placeIn(batch.events, follower)), reached);
    }
  }

  /** What comes until the target is reached, or enough of it; where little matches, enough is counted by what was looked at. */
  async #nextBatch(follower: LogFollower, target: Target): Promise<{ events: readonly RecordedEvent[]; reached: boolean }> {
    const events: RecordedEvent[] = [];
    for (let looked = 0; looked < this.#batchSize && follower.considered < target.position;) {
      const before = follower.considered;
      const item = await follower.next(target);
      if (item === null) break;
      if (item.kind === 'event') {
        if (item.event.position > target.position) {
          follower.putBack(item);
          return { events, reached: true };
        }
        if (this.#wants(item.event)) events.push(recordedEventOf(item.event, this.#parts.versions));
      }
      if (follower.considered > before) looked += item.kind === 'event' ? 1 : follower.window;
    }
    return { events, reached: follower.considered >= target.position };
  }

  #newFollower(): LogFollower {
    const { connection, stallMs } = this.#parts;
    const [prefixes, after, batchSize, signal] = [this.#prefixes, this.#position, this.#batchSize, this.#over];
    return new LogFollower({ connection, prefixes, after, batchSize, stallMs, signal });
  }

  /** Lets others run between two batches. What says nothing new is left out, unless it says that this is the end. */
  async *#deliver(events: readonly RecordedEvent[], position: number, caughtUp: boolean): AsyncGenerator<LogBatch, void, undefined> {
    if (position <= this.#position && !caughtUp) return;
    this.#position = Math.max(position, this.#position);
    yield { events, position: this.#position, caughtUp };
    await setImmediate();
  }

  /** Where to stop. Between two events, or at one of the server's own, is no place to go on from. */
  async #targetOf(end: LogEnd): Promise<Target & { readonly isPlace: boolean }> {
    if (this.#upTo >= end.position) return { ...end, isPlace: true };
    const event = this.#upTo <= this.#position ? null : await this.#parts.connection.call((driver) => driver.readAt(this.#upTo));
    if (event !== null && isOwn(event)) return { ...event, isPlace: event.position === this.#upTo };
    return { ...end, position: this.#upTo, isPlace: false };
  }

  /**
   * A place to go on from after some events: that of the last one, or, where nothing matched, how far the server has looked if an event
   * of ours stands there. Its own events it may remove, and the place with them.
   */
  async #placeIn(events: readonly RecordedEvent[], { considered }: LogFollower): Promise<number> {
    const last = events.at(-1);
    if (last !== undefined) return last.position;
    const event = considered > this.#upTo ? null : await this.#parts.connection.call((driver) => driver.readAt(considered));
    return event?.position === considered && isOwn(event) ? considered : this.#position;
  }

  /** The filter of a subscription may let more through: the stream in which its target stands. */
  #wants({ stream, position }: ServerEvent): boolean {
    return position <= this.#upTo && (this.#prefixes?.some((prefix) => stream.startsWith(prefix)) ?? true);
  }
}
