import type { Admin, Consumer, Kafka } from 'kafkajs';
import { TopicsError, type KafkaError } from '../kafka.errors.js';
import { requireEqualPartitions } from '../topics/equal-partitions.js';
import { BatchTaker } from './batch-taker.js';
import { coPartitionAssigner } from './co-partition-assigner.js';
import type { ConsumerMemory } from './consumer-memory.js';
import { committedOffsets } from './find-positions.js';
import type { ConsumerTiming, RecordConsumerOptions } from './consumer-options.js';

interface SessionParts extends Pick<RecordConsumerOptions, 'take' | 'groupId' | 'logger' | 'topics'> {
  readonly kafka: Kafka;
  readonly memory: ConsumerMemory;
  readonly timing: ConsumerTiming;
  /** Called at each join of the group, before anything of it is taken. */
  readonly onJoined: () => void;
  /** Called when the group has answered a heartbeat: it works. */
  readonly onAlive: () => void;
}

/** A fetch that finds nothing waits so long on the broker; a stop waits for it. */
const FETCH_WAIT_MS = 500;
/** Partitions worked on at the same time: one is parsed while another one waits for its append. */
const PARTITIONS_AT_ONCE = 4;
/** New partitions and new leaders are noticed after so long. */
const METADATA_AGE_MS = 60_000;

/**
 * One consumer of the driver from its start to its end. The driver's own restart can leave a consumer behind that goes on fetching after
 * it was disconnected: it is switched off, and whoever wants to go on makes a new session.
 */
export class GroupSession {
  readonly #parts: SessionParts;
  readonly #consumer: Consumer;
  readonly #admin: Admin;
  readonly #taker: BatchTaker;
  readonly #ended = Promise.withResolvers<void>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { kafka, groupId, timing } = parts;
    this.#admin = kafka.admin();
    this.#consumer = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      partitionAssigners: [coPartitionAssigner],
      sessionTimeout: timing.sessionMs,
      heartbeatInterval: timing.heartbeatMs,
      rebalanceTimeout: timing.rebalanceMs,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      metadataMaxAge: METADATA_AGE_MS,
      retry: { initialRetryTime: 200, retries: 4, restartOnFailure: async () => false },
    });
    const onGivenUp = (reason: KafkaError): void => this.#ended.reject(reason);
    this.#taker = new BatchTaker({ ...parts, admin: this.#admin, consumer: this.#consumer, onGivenUp });
    this.#ended.promise.catch(() => undefined);
    this.#listen();
  }

  /** Consumes until `stop`. @throws what ended it; nothing of it is left running then. */
  async run(): Promise<void> {
    const { topics, groupId, memory, timing } = this.#parts;
    let watch: NodeJS.Timeout | undefined;
    try {
      await this.#admin.connect();
      await requireEqualPartitions(this.#admin, topics);
      memory.committedBefore(await committedOffsets(this.#admin, groupId, topics));
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
        eachBatch: (payload) => this.#taker.take(payload),
      });
      watch = setInterval(() => void this.#lookAtTopics(), timing.sessionMs);
      await this.#ended.promise;
    } finally {
      clearInterval(watch);
      await this.#close();
    }
  }

  stop(): void {
    this.#ended.resolve();
  }

  #listen(): void {
    const { CRASH, GROUP_JOIN, HEARTBEAT, END_BATCH_PROCESS } = this.#consumer.events;
    const { logger, onJoined, onAlive } = this.#parts;
    this.#consumer.on(CRASH, ({ payload: { error } }) => this.#ended.reject(error));
    this.#consumer.on(HEARTBEAT, onAlive);
    this.#consumer.on(GROUP_JOIN, ({ payload: { memberAssignment } }) => {
      logger.info({ assignment: memberAssignment }, 'joined the group');
      onJoined();
      this.#taker.joined(memberAssignment);
    });
    this.#consumer.on(END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      if (batchSize === 0) this.#taker.passedOver(topic, partition, BigInt(lastOffset) + 1n);
    });
  }

  /** A topic that was deleted is not always told by the driver. Whatever else is wrong it tells by itself. */
  async #lookAtTopics(): Promise<void> {
    try {
      await requireEqualPartitions(this.#admin, this.#parts.topics);
    } catch (error) {
      if (error instanceof TopicsError) this.#ended.reject(error);
    }
  }

  async #close(): Promise<void> {
    this.#taker.stop();
    await Promise.allSettled([this.#consumer.disconnect(), this.#admin.disconnect()]);
  }
}
