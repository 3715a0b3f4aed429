import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the environment says of servers for tests; the one place of the tests that reads it. */
export const serverSettings = {
  /** Kept between runs; what is missing in it is fetched again. */
  cacheFolder: join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'homeroom', 'servers'),
  /** A server that cannot be had is a failure, not a skip. */
  required: process.env['REQUIRE_SERVERS'] === '1',
  /** Tests of the MongoDB adapters talk to this server instead of one that they start, for example `mongodb://127.0.0.1/?replicaSet=rs0`. */
  mongoUrl: process.env['MONGO_TEST_URL'],
  /** Tests that need Kafka talk to these brokers (`host:port`, comma separated) instead of one that they start; they make topics and groups there. */
  kafkaBrokers: process.env['KAFKA_TEST_BROKERS'],
  /** The contract of the event store also runs on this server, for example `esdb://127.0.0.1:2113?tls=false`; it needs not be empty. */
  eventStoreUrl: process.env['EVENT_STORE_TEST_URL'],
} as const;
