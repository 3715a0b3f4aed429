import kafkajs, { type Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import { addCodecs } from './codecs.js';
import { driverLog } from './driver-log.js';
import { brokersOf, saslOf, type KafkaConnection } from './kafka-connection.js';
import { quietConnections } from './quiet-connections.js';

addCodecs();
quietConnections();

/** The driver for one connection. Nothing is connected yet. */
export function kafkaOf(connection: KafkaConnection, logger: Logger): Kafka {
  const sasl = saslOf(connection);
  return new kafkajs.Kafka({
    brokers: brokersOf(connection),
    clientId: connection.KAFKA_CLIENT_ID,
    ssl: connection.KAFKA_TLS === 'on',
    ...(sasl !== undefined && { sasl }),
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    // Some 3 s: whoever uses the driver waits out what lasts longer, and says so meanwhile.
    retry: { initialRetryTime: 200, retries: 4 },
    logLevel: kafkajs.logLevel.INFO,
    logCreator: driverLog(logger),
  });
}
