import { setTimeout as delay } from 'node:timers/promises';
import { LogReplacedError, StoreClosedError, StoreUnavailableError } from '../event-store.errors.js';
import type { Connection, Patience } from './connection.js';
import type { Driver, Feed, FeedItem } from './driver.port.js';
import { ServerTroubleError } from './server-trouble.js';

/** Where a read is to get to, and a stream in which an event stands there: with it in the filter, getting there is always seen. */
export interface Target {
  readonly position: number;
  readonly stream: string;
  readonly id: string;
}

export interface FollowerOptions {
  readonly connection: Connection;
  /** null: all streams but the system's own. */
  readonly prefixes: readonly string[] | null;
  readonly after: number;
  readonly batchSize: number;
  /** Silence on the way to a position that is known to be there means that the subscription is dead; doubled with each. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
}

/** A subscription with what is needed to judge it. */
interface OpenFeed {
  readonly feed: Feed;
  readonly driver: Driver;
  readonly window: number;
  /** Was there before the subscription began, so that it is passed when the subscription says that it has caught up. */
  readonly target: number;
}

/** Nearer to the end than so many bytes, the server is asked to say after each event how far it is. */
const NEAR_BYTES = 64 * 1024;
const LARGEST_WINDOW = 4_096;
const LONGEST_STALL_MS = 30_000;

/** Reads through subscriptions, one after the other: each that breaks, ends or falls silent is replaced where it stopped. */
export class LogFollower {
  readonly #options: FollowerOptions;
  readonly #patience: Patience;
  #open: OpenFeed | null = null;
  /** Everything up to here was considered by the server. */
  #considered: number;
  /** An event that was seen: it must still be there when a new subscription goes on after it. */
  #anchor: { readonly position: number; readonly id: string | null } | null;
  #silences = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#patience = options.connection.patience();
    this.#considered = options.after;
    this.#anchor = options.after === 0 ? null : { position: options.after, id: null };
  }

  get considered(): number {
    return this.#considered;
  }

  /** How many events one checkpoint stands for. */
  get window(): number {
    return this.#open?.window ?? 1;
  }

  /**
   * Takes a new target; false where nothing is left to be read on the way. A subscription that would not show it, or only slowly, makes
   * room for another.
   */
  aim(target: Target): boolean {
    const { prefixes } = this.#options;
    if (prefixes?.length === 0 || target.position <= this.#considered) return false;
    const suits = prefixes === null || (this.window === 1 && target.position - this.#considered <= NEAR_BYTES);
    if (!suits) this.close();
    return true;
  }

  /** What comes next on the way to a target, or behind it; null when the read is aborted. */
  async next(target: Target): Promise<FeedItem | null> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      try {
        this.#open ??= await this.#subscribe(target);
      } catch (error) {
        if (!(error instanceof ServerTroubleError)) throw error;
        await this.#recover(this.#options.connection.driver, error);
        continue;
      }
      const { feed, driver } = this.#open;
      const item = feed.take();
      if (item !== null) return this.#seen(item, target);
      if (feed.ended !== null) await this.#recover(driver, feed.ended);
      else await this.#wait(feed, driver);
    }
    return null;
  }

  /** Puts back what belongs to the next read. */
  putBack(item: FeedItem): void {
    this.#open?.feed.putBack(item);
  }

  /** Resolves when something has come, or after a while: the subscription may have missed that it is broken. */
  async more(pollMs: number): Promise<void> {
    const { signal } = this.#options;
    if (this.#open === null || this.#open.feed.ended !== null) {
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
      return;
    }
    const { feed } = this.#open;
    await feed.ready(pollMs, signal);
    for (let item = feed.take(); item !== null; item = feed.take()) {
      if (item.kind === 'event') return feed.putBack(item);
      if (item.kind === 'checkpoint') this.#considered = Math.max(this.#considered, item.position);
    }
  }

  /** A target was reached: what is gone on from, if nothing else was seen. */
  reached({ position, id }: Target): void {
    this.#anchor = { position, id };
    this.#considered = Math.max(this.#considered, position);
  }

  close(): void {
    this.#open?.feed.cancel();
    this.#open = null;
  }

  #seen(item: FeedItem, target: Target): FeedItem {
    this.#options.connection.succeeded();
    this.#patience.restore();
    this.#silences = 0;
    if (item.kind === 'checkpoint') this.#considered = Math.max(this.#considered, item.position);
    else if (item.kind === 'caught-up') this.#considered = Math.max(this.#considered, this.#open?.target ?? 0);
    else if (item.event.position <= target.position) {
      const { position, id } = item.event;
      this.#considered = Math.max(this.#considered, position);
      this.#anchor = { position, id };
    }
    return item;
  }

  async #subscribe(target: Target): Promise<OpenFeed> {
    const { connection, prefixes, batchSize } = this.#options;
    await this.#requireSameLog();
    const { driver } = connection;
    const near = target.position - this.#considered <= NEAR_BYTES;
    const window = near ? 1 : Math.min(batchSize, LARGEST_WINDOW);
    const filter = prefixes === null ? null : [...new Set([...prefixes, target.stream])];
    const feed = driver.subscribe({ after: this.#considered, prefixes: filter, window });
    return { feed, driver, window, target: target.position };
  }

  /** A server that was set up anew, or restored, has another event where this reader stands, or none. */
  async #requireSameLog(): Promise<void> {
    if (this.#anchor === null) return;
    const { position, id } = this.#anchor;
    const standing = await this.#options.connection.call((driver) => driver.readAt(position)).catch(whatIsThere);
    if (standing?.position !== position || (id !== null && standing.id !== id)) {
      throw new LogReplacedError(
        `The event at position ${position} of the log is not the one that was read there: this is another log, or an older copy. ` +
          'Point EVENT_STORE_URL to the right one, or fold the read models again from the start.',
      );
    }
    this.#anchor = { position, id: standing.id };
  }

  async #wait(feed: Feed, driver: Driver): Promise<void> {
    const stallMs = Math.min(LONGEST_STALL_MS, this.#options.stallMs * 2 ** this.#silences);
    const since = performance.now();
    await feed.ready(stallMs, this.#options.signal);
    // A timer may fire a little early.
    if (feed.ended !== null || performance.now() - since < stallMs - 1) return;
    const item = feed.take();
    if (item !== null) return feed.putBack(item);
    this.close();
    // Once is no trouble yet: a server that does not tell how far it is needs to be asked anew with the target in the filter.
    if (this.#silences++ > 0) await this.#recover(driver, new ServerTroubleError(`A subscription said nothing for ${stallMs} ms.`));
  }

  async #recover(driver: Driver, error: Error): Promise<void> {
    this.close();
    await this.#options.connection.recover(driver, error, this.#patience);
  }
}

/** The server knows no such position, unless it could not be asked. */
function whatIsThere(error: unknown): null {
  if (error instanceof StoreUnavailableError || error instanceof StoreClosedError || error instanceof ServerTroubleError) throw error;
  return null;
}
