import { randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import { KafkajsRecordProducer } from '#libs/kafka';
import { atPace, PACE } from '../../alerting/pace.js';
import { liveRecords } from '../../alerting/prepared-district.js';
import type { LatencyContender } from '../../latency-bench.js';
import { connection, silent } from '../kafka.sample.js';
import { PARTITIONS } from './sis-topics.js';

const SECONDS = 4;

/** Records of the same size at the same pace, from the moment that each is due until a consumer that does nothing has it. */
export const roundTrip: LatencyContender = { name: 'bare produce and consume', run: measure };

async function measure(): Promise<number[]> {
  const topic = `round-trip-${randomUUID()}`;
  const kafka = new kafkajs.Kafka({ brokers: connection.KAFKA_BROKERS.split(','), logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }] });
  const consumer = kafka.consumer({ groupId: topic });
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const texts = liveRecords.flatMap(({ records }) => records.map(({ text }) => text)).slice(0, PACE * SECONDS);
  const [waits, due]: [number[], number[]] = [[], []];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const now = performance.now();
      for (const { key } of batch.messages) waits.push(now - (due[Number(String(key))] ?? Number.NaN));
      if (waits.length >= texts.length) resolve();
    },
  });
  const producer = new KafkajsRecordProducer({ connection, logger: silent });
  await atPace([...texts.entries()], async (some, at) => {
    for (const [place, [index]] of some.entries()) due[index] = at[place] ?? Number.NaN;
    await producer.send(some.map(([index, value]) => ({ topic, key: String(index), value })));
  });
  await done;
  await producer.close();
  await consumer.disconnect();
  await admin.disconnect();
  return waits;
}
