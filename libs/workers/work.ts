import type { Subscription, SubscriptionRunner } from '#libs/event-sourcing';

/** How a subscription is run: to the end of the log, or live until a signal. */
export type RunOptions = Pick<Subscription, 'once' | 'signal' | 'onProgress' | 'batchSize'>;

/** Makes the runners of one stage, each as it stands at its checkpoint, by the name of what it folds. */
export type Stage = (run: RunOptions) => Promise<ReadonlyMap<string, SubscriptionRunner>>;

/** Subscriptions that one process at a time may run. */
export interface Work {
  /** The rights to take before anything runs: all of them or none. */
  readonly leases: readonly string[];
  /** In the order in which one feeds the next: what the first appends is new to the second. */
  readonly stages: readonly Stage[];
}
