import type { Logger } from 'pino';
import { kafkaOf } from '../client/connect.js';
import type { KafkaConnection } from '../client/kafka-connection.js';
import { kafkaErrorOf, TopicsError } from '../kafka.errors.js';

/** A topic is never made by sending to it. @throws TopicsError where it is not there, KafkaError where it cannot be asked. */
export async function requireTopic(connection: KafkaConnection, logger: Logger, topic: string): Promise<void> {
  const admin = kafkaOf(connection, logger).admin({ retry: { retries: 3 } });
  try {
    await admin.connect();
    if ((await admin.listTopics()).includes(topic)) return;
    throw new TopicsError(`Kafka has no topic ${topic}: homeroom topics ensure makes those of the product, others are made by hand.`);
  } catch (error) {
    throw kafkaErrorOf(error, `Looking for the topic ${topic}`);
  } finally {
    await admin.disconnect();
  }
}
