// Measures the distributed profile: for each of the programs new servers are started, which end with it. Arguments are handed on.
import { spawnSync } from 'node:child_process';

await import('./resolve-typescript.mjs');
const servers = new URL('../libs/testing/servers/', import.meta.url);
const { obtainKafkaBroker } = await import(new URL('kafka-broker.ts', servers).href);
const { obtainMongoServer } = await import(new URL('mongo-server.ts', servers).href);
const [startKafka, startMongo] = [await obtainKafkaBroker(), await obtainMongoServer()];

for (const program of ['main.js', 'processes/main.js']) {
  const [kafka, mongo] = [await startKafka(), await startMongo()];
  const env = { MONGO_TEST_URL: mongo.url, ...process.env, KAFKA_TEST_BROKERS: kafka.brokers };
  const args = [...process.execArgv, '--expose-gc', `dist/bench/distributed/${program}`, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
  await kafka.close();
  await mongo.server.stop();
  if (status !== 0) process.exitCode = status ?? 1;
}
