import { sisTopics } from '#libs/contracts';
import { KafkajsRecordConsumer, KafkajsRecordProducer, type ConsumerTiming, type KafkaConnection, type PartitionLag } from '#libs/kafka';
import { HealthSource, type Trouble } from '#libs/service';
import type { Logger } from 'pino';
import { KafkaRecords, type KafkaCounts, type KafkaRecordsParts } from './kafka-records.js';

export interface KafkaIntakeParts extends Omit<KafkaRecordsParts, 'deadLetters'> {
  readonly logger: Logger;
  /** How long trouble is waited out and how soon it is seen; the consumer's own where not given. */
  readonly timing?: Partial<ConsumerTiming>;
}

/** Takes in a district's records from Kafka, as one of the processes that share the topics. */
export class KafkaIntake extends HealthSource {
  readonly #consumer: KafkajsRecordConsumer;
  readonly #producer: KafkajsRecordProducer;
  readonly #records: KafkaRecords;
  readonly #failure = Promise.withResolvers<never>();

  constructor(connection: KafkaConnection, groupId: string, { logger, timing = {}, ...parts }: KafkaIntakeParts) {
    super();
    this.#producer = new KafkajsRecordProducer({ connection, logger });
    this.#records = new KafkaRecords({ ...parts, deadLetters: this.#producer });
    const take = this.#records.take.bind(this.#records);
    this.#consumer = new KafkajsRecordConsumer({ connection, groupId, topics: sisTopics, take, timing, logger });
    // Whoever runs the process listens; nobody has to.
    this.#failure.promise.catch(() => undefined);
  }

  /** Begins to take in, until `stop`. */
  start(): void {
    this.#consumer.run().catch((reason: unknown) => this.#failure.reject(reason));
  }

  /** Rejects with the reason for which the process should end: nothing was skipped. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  /** Finishes what is in hand, within a bound, and leaves the group. */
  async stop(): Promise<void> {
    await this.#consumer.stop();
    await this.#producer.close();
  }

  get counts(): KafkaCounts {
    return this.#records.counts;
  }

  /** Messages that wait, by partition of this process. */
  lags(): readonly PartitionLag[] {
    return this.#consumer.lags();
  }

  /** Requests are answered whatever Kafka does. */
  override isReady(): boolean {
    return true;
  }

  override async troubles(): Promise<readonly Trouble[]> {
    return this.#consumer.troubles();
  }
}
