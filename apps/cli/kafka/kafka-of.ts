import type { KafkaConnection } from '#libs/kafka';
import { UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';

/** How Kafka is reached. @throws UsageError where no brokers are set. */
export async function kafkaOf(terminal: Terminal): Promise<KafkaConnection> {
  const { kafkaConnectionOf } = await import('#libs/kafka');
  const connection = kafkaConnectionOf(await terminal.settings());
  if (connection === null) throw new UsageError('KAFKA_BROKERS is not set: give the brokers as host:port, several separated by commas.');
  return connection;
}
