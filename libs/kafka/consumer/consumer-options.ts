import type { Logger } from 'pino';
import type { KafkaConnection } from '../client/kafka-connection.js';
import type { KafkaRecord } from '../kafka.port.js';
import type { Patience } from './outages.js';

export interface ConsumerTiming extends Patience {
  /** A member that was not heard of for so long is out of the group, and its partitions go to others. */
  readonly sessionMs: number;
  readonly heartbeatMs: number;
  /** How long a rebalance waits for members that are at work. */
  readonly rebalanceMs: number;
  /** How long `stop` waits for the messages in hand. */
  readonly drainMs: number;
}

export interface RecordConsumerOptions {
  readonly connection: KafkaConnection;
  readonly logger: Logger;
  readonly groupId: string;
  /** All with the same number of partitions: a member has the same partitions of each. */
  readonly topics: readonly string[];
  /**
   * Takes messages of one partition, in their order; what it was given is durable when it resolves, and only then passed over.
   * An error is trouble that may pass: the very same messages are given again after a pause.
   */
  readonly take: (records: readonly KafkaRecord[]) => Promise<void>;
  /** Default: `usualTiming`. */
  readonly timing?: Partial<ConsumerTiming>;
}

/** A member that is killed is replaced after 15 s; an outage is waited out for ten minutes. */
export const usualTiming: ConsumerTiming = {
  sessionMs: 15_000,
  heartbeatMs: 3_000,
  rebalanceMs: 60_000,
  firstPauseMs: 500,
  longestPauseMs: 30_000,
  giveUpAfterMs: 600_000,
  drainMs: 10_000,
};
