import type { Readable } from 'node:stream';
import type { ResolvedEvent } from '@eventstore/db-client';
import type { Feed, FeedItem } from './driver.port.js';
import { safeInteger, serverEventOf } from './server-event.js';
import { asTrouble, ServerTroubleError } from './server-trouble.js';

/** What the client's subscription is underneath. */
export type FeedSubscription = Readable & { unsubscribe(): Promise<void> };

type CheckpointReached = (subscription: unknown, position: { readonly commit: bigint }) => void;

/**
 * A subscription whose events, checkpoints and end of the log come in one order.
 *
 * The client tells checkpoints by a callback, ahead of events that are still in its buffer; here they are pushed into that same buffer.
 */
export class SubscriptionFeed implements Feed {
  readonly #subscription: FeedSubscription;
  readonly #ending = new Set<() => void>();
  #back: FeedItem | null = null;
  #ended: Error | null = null;

  constructor(subscribe: (checkpointReached: CheckpointReached) => FeedSubscription) {
    this.#subscription = subscribe((_, { commit }) => this.#checkpoint(commit));
    // In the same tick: an error without a listener would end the process.
    this.#subscription.on('error', (error) => this.#end(asTrouble(error)));
    this.#subscription.on('end', () => this.#end(new ServerTroubleError('The server ended the subscription.')));
    this.#subscription.on('close', () => this.#end(new ServerTroubleError('The subscription was closed.')));
    this.#subscription.on('caughtUp', () => this.#push({ kind: 'caught-up' }));
    // Begins the reading.
    this.#subscription.on('readable', () => undefined);
  }

  get ended(): Error | null {
    return this.#subscription.readableLength > 0 ? null : this.#ended;
  }

  take(): FeedItem | null {
    const back = this.#back;
    this.#back = null;
    if (back !== null) return back;
    const item = this.#subscription.read() as FeedItem | ResolvedEvent | null;
    if (item === null || 'kind' in item) return item;
    return item.event === undefined ? this.take() : { kind: 'event', event: serverEventOf(item.event) };
  }

  putBack(item: FeedItem): void {
    this.#back = item;
  }

  async ready(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#back !== null || this.#subscription.readableLength > 0 || this.#ended !== null || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#subscription.once('readable', resolve);
    this.#ending.add(resolve);
    const wake = (): void => resolve();
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    clearTimeout(timer);
    this.#subscription.off('readable', resolve);
    this.#ending.delete(resolve);
    signal.removeEventListener('abort', wake);
  }

  cancel(): void {
    this.#end(new ServerTroubleError('The subscription was cancelled.'));
    // The call stays open, and counts, until it is cancelled; rejects only where it never began.
    this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }

  /** In a callback of the client, where an error would stall the subscription for good. */
  #checkpoint(commit: bigint): void {
    try {
      this.#push({ kind: 'checkpoint', position: safeInteger('position', commit) });
    } catch (error) {
      this.#end(error);
    }
  }

  #push(item: FeedItem): void {
    if (this.#ended === null) this.#subscription.push(item);
  }

  #end(reason: unknown): void {
    this.#ended ??= reason instanceof Error ? reason : new ServerTroubleError(String(reason));
    for (const wake of this.#ending) wake();
  }
}
