import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { Contender } from '../bench.js';
import { connection, fillTopic, MESSAGES, missing, TOPIC } from './kafka.sample.js';

/** The driver alone: every message parsed and dropped. Measured from the first batch to the last. */
export const bareConsume: Contender = { name: 'bare kafkajs and JSON.parse', run: consume, ...missing };

async function consume(): Promise<number> {
  await fillTopic();
  const kafka = new kafkajs.Kafka({ brokers: connection.KAFKA_BROKERS.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bare-${randomUUID()}` });
  const done = Promise.withResolvers<number>();
  let [begin, count] = [0, 0];
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async (payload) => {
      const { batch } = payload;
      begin ||= performance.now();
      for (const { value } of batch.messages) if (value !== null) JSON.parse(value.toString('utf8'));
      const offset = String(BigInt(batch.lastOffset()) + 1n);
      await payload.commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset }] }] });
      if ((count += batch.messages.length) === MESSAGES) done.resolve(performance.now());
    },
  });
  const end = await done.promise;
  await consumer.disconnect();
  return (MESSAGES * 1_000) / (end - begin);
}
