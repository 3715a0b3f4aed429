import type { Admin, Batch, Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { KafkaGivenUpError } from '../kafka.errors.js';
import type { KafkaRecord } from '../kafka.port.js';
import { AssignedPartitions, partitionName, type Assignment } from './assigned-partitions.js';
import type { ConsumerMemory } from './consumer-memory.js';
import type { ConsumerTiming, RecordConsumerOptions } from './consumer-options.js';
import { findAgain, findPositions } from './find-positions.js';
import type { StartPosition } from './start-position.js';
import { whileBeating } from './while-beating.js';

/** A compressed fetch may hold 24,000 messages: they are taken, committed and shown so many at a time. */
const AT_ONCE = 500;

interface TakerParts extends Pick<RecordConsumerOptions, 'take' | 'groupId' | 'logger'> {
  readonly admin: Admin;
  readonly consumer: Pick<Consumer, 'seek'>;
  readonly memory: ConsumerMemory;
  readonly timing: ConsumerTiming;
  readonly onGivenUp: (reason: KafkaGivenUpError) => void;
}

/**
 * Takes what is fetched to where it becomes durable, and passes over it only then. Whatever comes of a rebalance, a stop or an error:
 * nothing is passed over that was not taken, and what is taken twice is known by whoever takes it.
 */
export class BatchTaker {
  readonly #parts: TakerParts;
  readonly #resumptions = new Set<NodeJS.Timeout>();
  #assigned = new AssignedPartitions({});

  constructor(parts: TakerParts) {
    this.#parts = parts;
  }

  /** The group was shared out: what was begun before is no longer passed over. */
  joined(assignment: Assignment): void {
    const { memory } = this.#parts;
    const assigned = new AssignedPartitions(assignment);
    this.#assigned.revoke(new Error('The group was shared out anew.'));
    this.#assigned = assigned;
    memory.keepOnly(assignment);
    void this.#begin(assigned);
  }

  /** The driver itself passed over messages that are none, such as those of an aborted transaction. */
  passedOver(topic: string, partition: number, next: bigint): void {
    this.#assigned.reached(topic, partition, next);
  }

  /** No partition is resumed any more. */
  stop(): void {
    for (const timer of this.#resumptions) clearTimeout(timer);
  }

  /** Takes one fetched batch, as far as it may. @throws what the driver must see: its own errors of the group. */
  async take(payload: EachBatchPayload): Promise<void> {
    const assigned = this.#assigned;
    if (!(await this.#mayTake(payload, assigned))) return;
    const { messages } = payload.batch;
    for (let from = 0; from < messages.length; from += AT_ONCE) {
      if (!payload.isRunning() || payload.isStale()) return;
      if (!(await this.#takeSome(messages.slice(from, from + AT_ONCE), payload, assigned))) return;
    }
  }

  /** Whether the batch is what comes next of a partition that this member has. */
  async #mayTake(payload: EachBatchPayload, assigned: AssignedPartitions): Promise<boolean> {
    const { batch } = payload;
    const look = async (): Promise<boolean> => {
      await assigned.ready;
      if (assigned !== this.#assigned || !assigned.has(batch.topic, batch.partition)) return false;
      assigned.throwIfRevoked();
      return this.#isNext(batch, assigned);
    };
    const { result, failure } = await whileBeating(look(), () => payload.heartbeat(), this.#parts.timing.heartbeatMs);
    if (failure !== null) await this.#beat(payload, assigned, failure);
    return result;
  }

  /** @returns false where the rest of the batch is left for later, or for somebody else. */
  async #takeSome(messages: readonly KafkaMessage[], payload: EachBatchPayload, assigned: AssignedPartitions): Promise<boolean> {
    const { topic, partition } = payload.batch;
    const { take, memory, timing } = this.#parts;
    const taking = take(messages.map((message) => recordOf(message, topic, partition))).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const { result: failed, failure } = await whileBeating(taking, () => payload.heartbeat(), timing.heartbeatMs);
    if (assigned !== this.#assigned) return false;
    if (failed !== null) this.#holdUp(payload, failed.error);
    else await this.#passOver(messages, payload, assigned);
    await this.#beat(payload, assigned, failure);
    if (failed !== null) return false;
    memory.outages.over(partitionName(topic, partition));
    return true;
  }

  async #passOver(messages: readonly KafkaMessage[], payload: EachBatchPayload, assigned: AssignedPartitions): Promise<void> {
    const { batch } = payload;
    const { topic, partition } = batch;
    const last = messages.at(-1)?.offset ?? batch.lastOffset();
    const isEnd = last === batch.messages.at(-1)?.offset;
    // The end of a fetch may hold what is no message, such as the mark of a transaction.
    const next = BigInt(isEnd ? batch.lastOffset() : last) + 1n;
    payload.resolveOffset(last);
    assigned.reached(topic, partition, next);
    this.#parts.memory.lagOf(topic, partition, Number(BigInt(batch.highWatermark) - next));
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(next) }] }] });
    this.#parts.memory.committed.set(partitionName(topic, partition), next);
  }

  /** Whoever must join again does not begin anything else before. */
  async #beat(payload: EachBatchPayload, assigned: AssignedPartitions, failure: unknown): Promise<void> {
    try {
      if (failure !== null) throw failure;
      await payload.heartbeat();
    } catch (error) {
      assigned.revoke(error);
      throw error;
    }
  }

  /** Pauses the partition: the same messages come again. The others go on. */
  #holdUp(payload: EachBatchPayload, error: unknown): void {
    const { topic, partition } = payload.batch;
    const { memory, logger, onGivenUp, timing } = this.#parts;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const name = partitionName(topic, partition);
    const pauseMs = memory.outages.failed(name, reason);
    const resume = payload.pause();
    if (pauseMs === null) {
      const seconds = Math.round(timing.giveUpAfterMs / 1_000);
      onGivenUp(
        new KafkaGivenUpError(`Messages of ${name} could not be taken in for ${seconds} s; the last reason: ${reason}`, { cause: error }),
      );
      return;
    }
    logger.warn({ topic, partition, reason, pauseMs }, 'messages cannot be taken in: their partition is paused');
    const timer = setTimeout(() => {
      this.#resumptions.delete(timer);
      resume();
    }, pauseMs);
    this.#resumptions.add(timer);
  }

  /** False where the driver fetched from elsewhere than it should, for example from the beginning of a topic that was made anew. */
  async #isNext(batch: Batch, assigned: AssignedPartitions): Promise<boolean> {
    const { topic, partition } = batch;
    // The driver has it, its types have not.
    const { fetchedOffset } = batch as Batch & { readonly fetchedOffset: string };
    const next = assigned.next(topic, partition);
    if (next === undefined || BigInt(fetchedOffset) === next) return next !== undefined;
    const { offset, jump }: StartPosition = await findAgain(this.#parts.admin, topic, partition, next);
    this.#tellJump(partitionName(topic, partition), jump);
    assigned.reached(topic, partition, offset);
    if (BigInt(fetchedOffset) === offset) return true;
    this.#parts.consumer.seek({ topic, partition, offset: String(offset) });
    return false;
  }

  async #begin(assigned: AssignedPartitions): Promise<void> {
    const { admin, groupId, memory } = this.#parts;
    try {
      const { assignment } = assigned;
      const positions = await findPositions(admin, { groupId, assignment, wanted: memory.committed });
      for (const [partition, { jump }] of positions) this.#tellJump(partition, jump);
      assigned.begin([...positions].map(([partition, { offset }]) => [partition, offset]));
    } catch (error) {
      assigned.cannotBegin(error);
    }
  }

  #tellJump(partition: string, jump: string | null): void {
    if (jump === null) return;
    const sentence = `${partition}: ${jump}.`;
    this.#parts.memory.jumped(sentence);
    this.#parts.logger.error({ partition }, sentence);
  }
}

function recordOf({ offset, key, value, headers = {} }: KafkaMessage, topic: string, partition: number): KafkaRecord {
  return { topic, partition, offset, key, value, headers };
}
