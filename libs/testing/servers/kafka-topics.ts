import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin, type KafkaMessage, type Message } from 'kafkajs';
import type { NewKafkaRecord } from '#libs/kafka';

/** A message with where it stands. */
export type TopicMessage = KafkaMessage & { readonly partition: number };

const CLIENT = { logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 8, initialRetryTime: 100 } };
const EMPTY_AFTER_MS = 10_000;
const MOST_TRIES = 100;

/** What a test does to a broker by itself, with the bare driver. */
export class KafkaTopics {
  readonly #kafka: kafkajs.Kafka;

  constructor(brokers: string) {
    this.#kafka = new kafkajs.Kafka({ ...CLIENT, brokers: brokers.split(',') });
  }

  /** Makes topics with nothing in them, whatever was there before. */
  async makeAnew(topics: readonly string[], partitions: number): Promise<void> {
    await this.#asAdmin(async (admin) => {
      await this.#remove(admin, topics);
      const wanted = topics.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: 1 }));
      await admin.createTopics({ topics: wanted, waitForLeaders: false });
      for (const topic of topics) await this.#whenServed(admin, topic);
    });
  }

  async remove(topics: readonly string[]): Promise<void> {
    await this.#asAdmin((admin) => this.#remove(admin, topics));
  }

  /** Removes what stands before an offset. */
  async removeBefore(topic: string, partition: number, offset: number): Promise<void> {
    await this.#asAdmin(async (admin) => {
      // The driver deletes only from topics whose leaders it has asked for.
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] });
    });
  }

  /** Messages of a topic that a group has not passed over yet. */
  async lagOf(groupId: string, topics: readonly string[]): Promise<number> {
    return this.#asAdmin(async (admin) => {
      let lag = 0;
      const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
      for (const { topic, partitions } of committed) {
        const ends = await admin.fetchTopicOffsets(topic);
        for (const { partition, offset } of partitions) {
          const end = ends.find((each) => each.partition === partition);
          lag += Number(end?.high ?? 0) - Math.max(Number(offset), Number(end?.low ?? 0));
        }
      }
      return lag;
    });
  }

  /** Messages of topics, whoever has passed over them. */
  async countOf(topics: readonly string[]): Promise<number> {
    return this.#asAdmin(async (admin) => {
      const offsets = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
      return offsets.flat().reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    });
  }

  /** The offset that a group goes on at; -1 where it has none. */
  async committed(groupId: string, topic: string, partition: number): Promise<number> {
    const [found] = await this.#asAdmin((admin) => admin.fetchOffsets({ groupId, topics: [topic] }));
    return Number(found?.partitions.find((each) => each.partition === partition)?.offset ?? -1);
  }

  /** How many members a group has in this moment; -1 while it is shared out. */
  async membersOf(groupId: string): Promise<number> {
    const { groups } = await this.#asAdmin((admin) => admin.describeGroups([groupId]));
    const [group] = groups;
    return group?.state === 'Stable' ? group.members.length : group?.state === 'Empty' ? 0 : -1;
  }

  /** Sends as a producer with compression does, as few large batches. */
  async sendCompressed(compression: 'gzip' | 'zstd', records: readonly NewKafkaRecord[]): Promise<void> {
    const producer = this.#kafka.producer();
    await producer.connect();
    const type = compression === 'gzip' ? kafkajs.CompressionTypes.GZIP : kafkajs.CompressionTypes.ZSTD;
    const byTopic = Map.groupBy(records, ({ topic }) => topic);
    const topicMessages = [...byTopic].map(([topic, messages]) => ({ topic, messages: messages as Message[] }));
    await producer.sendBatch({ acks: -1, compression: type, topicMessages });
    await producer.disconnect();
  }

  /** Every message that a topic holds now. */
  async read(topic: string): Promise<TopicMessage[]> {
    const offsets = await this.#asAdmin((admin) => admin.fetchTopicOffsets(topic));
    const expected = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    if (expected === 0) return [];
    const messages: TopicMessage[] = [];
    const all = Promise.withResolvers<void>();
    const consumer = this.#kafka.consumer({ groupId: `reads-${topic}-${process.pid}-${performance.now()}`, maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        if (messages.push({ ...message, partition }) === expected) all.resolve();
      },
    });
    const timer = setTimeout(() => all.reject(new Error(`${topic}: ${messages.length} of ${expected} messages came.`)), EMPTY_AFTER_MS);
    try {
      await all.promise;
      return messages;
    } finally {
      clearTimeout(timer);
      await consumer.disconnect();
    }
  }

  async #remove(admin: Admin, topics: readonly string[]): Promise<void> {
    const present = new Set(await admin.listTopics());
    const removed = topics.filter((topic) => present.has(topic));
    if (removed.length > 0) await admin.deleteTopics({ topics: removed });
    while ((await admin.listTopics()).some((topic) => removed.includes(topic)));
  }

  /** A partition that has a leader may not be served yet. */
  async #whenServed(admin: Admin, topic: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await admin.fetchTopicOffsets(topic);
        return;
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
        await pause(50);
      }
    }
  }

  async #asAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.#kafka.admin();
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}
