import type { ReadModels, Subscription, SubscriptionRunner } from '#libs/event-sourcing';

/** How a subscription is run: to the end of the log, or live until a signal. */
export type RunOptions = Pick<Subscription, 'once' | 'upTo' | 'signal' | 'onProgress' | 'batchSize'>;

/**
 * Makes the runners of one stage, each as it stands at its checkpoint, by the name of what it folds.
 * @param models as they stand when the run begins; the run ends where they are replaced.
 */
export type Stage = (run: RunOptions, models: ReadModels) => Promise<ReadonlyMap<string, SubscriptionRunner>>;

/** How what comes before a run is done; progress is told of often. */
interface PrepareOptions {
  readonly signal: AbortSignal;
  readonly onProgress: () => void;
}

/** Subscriptions that one process at a time may run. */
export interface Work {
  /** The rights to take before anything runs: all of them or none. */
  readonly leases: readonly string[];
  /** Sees to it that what is to be worked on can be; called before each run. */
  readonly prepare?: (run: PrepareOptions) => Promise<void>;
  /** In the order in which one feeds the next: what the first appends is new to the second. */
  readonly stages: readonly Stage[];
}
