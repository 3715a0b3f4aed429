import type { Delivery } from './delivery.js';
import type { OutgoingMessage } from './message.js';

/**
 * A way by which a notice leaves the house. It keeps no state: queue, claims, schedule of retries and giving up are its caller's.
 * Its promises stand in `describeChannel` of libs/testing.
 */
export abstract class Channel {
  /** Names the channel in logs, settings and delivery records. */
  abstract readonly name: string;

  /**
   * Tries once, in bounded time. Never rejects: trouble is an answer. A message that is delivered again is the same one outside,
   * by its id. An abort ends the try with `retry` / `stopped`: whether the message arrived is then unknown.
   */
  abstract deliver(message: OutgoingMessage, options: DeliverOptions): Promise<Delivery>;
}

export interface DeliverOptions {
  readonly signal: AbortSignal;
}
