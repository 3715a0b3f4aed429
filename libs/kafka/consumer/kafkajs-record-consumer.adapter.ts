import { setTimeout as delay } from 'node:timers/promises';
import { kafkaOf } from '../client/connect.js';
import { KafkaAccessError, KafkaGivenUpError, TopicsError, kafkaErrorOf, type KafkaError } from '../kafka.errors.js';
import { RecordConsumer, type ConsumerTrouble, type PartitionLag } from '../kafka.port.js';
import { ConsumerMemory } from './consumer-memory.js';
import { usualTiming, type ConsumerTiming, type RecordConsumerOptions } from './consumer-options.js';
import { GroupSession } from './group-session.js';

const GROUP = 'Kafka';

/** A member of a group on kafkajs, which begins anew after each crash of the driver. */
export class KafkajsRecordConsumer extends RecordConsumer {
  readonly #options: RecordConsumerOptions;
  readonly #timing: ConsumerTiming;
  readonly #memory: ConsumerMemory;
  readonly #stopping = new AbortController();
  #session: GroupSession | null = null;
  #running: Promise<void> | null = null;
  /** Whether it ever was a member: before that, what is missing is a mistake and no outage. */
  #wasMember = false;

  constructor(options: RecordConsumerOptions) {
    super();
    this.#options = options;
    this.#timing = { ...usualTiming, ...options.timing };
    this.#memory = new ConsumerMemory(this.#timing);
  }

  override run(): Promise<void> {
    return (this.#running ??= this.#keepRunning());
  }

  override async stop(): Promise<void> {
    const { logger } = this.#options;
    this.#stopping.abort();
    this.#session?.stop();
    const left = (this.#running ?? Promise.resolve()).then(
      () => true,
      () => true,
    );
    const inTime = await Promise.race([left, delay(this.#timing.drainMs, false, { ref: false })]);
    if (!inTime) logger.warn({ drainMs: this.#timing.drainMs }, 'the messages in hand take too long: left the group without them');
  }

  override troubles(): readonly ConsumerTrouble[] {
    return this.#memory.troubles();
  }

  override lags(): readonly PartitionLag[] {
    return this.#memory.lags();
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#runOnce();
      } catch (error) {
        if (signal.aborted) return;
        await this.#pauseAfter(kafkaErrorOf(error, `Consuming ${this.#options.topics.join(', ')}`));
      }
    }
  }

  async #runOnce(): Promise<void> {
    const { connection, logger } = this.#options;
    // A join ends no outage: whoever can join and nothing else would begin anew for ever.
    const onJoined = (): void => {
      this.#wasMember = true;
    };
    const onAlive = (): void => {
      if (this.#memory.outages.over(GROUP)) logger.info('Kafka answers again');
    };
    this.#session = new GroupSession({
      ...this.#options,
      kafka: kafkaOf(connection, logger),
      memory: this.#memory,
      timing: this.#timing,
      onJoined,
      onAlive,
    });
    await this.#session.run();
  }

  async #pauseAfter(error: KafkaError): Promise<void> {
    const { logger } = this.#options;
    if (error instanceof KafkaGivenUpError || error instanceof KafkaAccessError) throw error;
    if (error instanceof TopicsError && !this.#wasMember) throw error;
    const pauseMs = this.#memory.outages.failed(GROUP, error.message);
    if (pauseMs === null) {
      const seconds = Math.round(this.#timing.giveUpAfterMs / 1_000);
      throw new KafkaGivenUpError(`Kafka did not work for ${seconds} s; the last reason: ${error.message}`, { cause: error });
    }
    logger.warn({ reason: error.message, pauseMs }, 'the Kafka consumer stopped and begins anew');
    await this.#pause(pauseMs);
  }

  /** Resolves after a while, or at once when this is to stop. */
  async #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
