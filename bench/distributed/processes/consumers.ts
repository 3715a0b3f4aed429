import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { openEventStore } from '#libs/event-store';
import { KafkajsRecordProducer } from '#libs/kafka';
import type { Contender } from '../../bench.js';
import { message, connection, missing, silent, TOPIC } from '../kafka.sample.js';
import { withStandIn } from '../stand-in.js';
import { startProcess, type RunningProcess } from './running-process.js';
import { ensureSisTopics } from './sis-topics.js';

const RECORDS = 30_000;
const LOOK_EVERY_MS = 100;
const LIMIT_MS = 120_000;

/**
 * So many ingestion processes take the same records in from the partitions into an event store on a server: records a second of their
 * own processor time, from when they run to when the group has passed over everything. Each record must be in the log once.
 */
export function consumers(count: number): Contender {
  return { name: `${count} ${count === 1 ? 'consumer' : 'consumers'}`, run: () => withStandIn((url) => takeIn(url, count)), ...missing };
}

async function takeIn(url: string, count: number): Promise<number> {
  await fillTopic();
  const folder = await mkdtemp(join(tmpdir(), 'bench-consumers-'));
  const group = `consumers-${randomUUID()}`;
  const settings = {
    HOMEROOM_DATA_DIR: folder,
    HOMEROOM_SECRET: 'the same for every process',
    EVENT_STORE_URL: url,
    KAFKA_BROKERS: connection.KAFKA_BROKERS,
    KAFKA_GROUP_ID: group,
  };
  const processes = await Promise.all(Array.from({ length: count }, () => startProcess('ingestion', settings)));
  const before = cpuSecondsOf(processes);
  await whenPassedOver(group);
  const seconds = cpuSecondsOf(processes) - before;
  for (const each of processes) await each.stop();
  const found = await recordsIn(url);
  if (found !== RECORDS) throw new Error(`${found} of ${RECORDS} records are in the log.`);
  await rm(folder, { recursive: true });
  return RECORDS / seconds;
}

let filled: Promise<void> | null = null;

function fillTopic(): Promise<void> {
  return (filled ??= fill());
}

async function fill(): Promise<void> {
  await ensureSisTopics();
  const producer = new KafkajsRecordProducer({ connection, logger: silent });
  await producer.send(Array.from({ length: RECORDS }, (_, index) => message(index)));
  await producer.close();
}

function cpuSecondsOf(processes: readonly RunningProcess[]): number {
  return processes.reduce((sum, each) => sum + each.cpuSeconds(), 0);
}

async function whenPassedOver(groupId: string): Promise<void> {
  const admin = new kafkajs.Kafka({ brokers: connection.KAFKA_BROKERS.split(','), logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  const limit = performance.now() + LIMIT_MS;
  for (let passed = 0; passed < RECORDS; await pause(LOOK_EVERY_MS)) {
    if (performance.now() > limit) throw new Error(`${passed} of ${RECORDS} records were passed over in ${LIMIT_MS / 1_000} s.`);
    const [found] = await admin.fetchOffsets({ groupId, topics: [TOPIC] });
    passed = found?.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0) ?? 0;
  }
  await admin.disconnect();
}

async function recordsIn(url: string): Promise<number> {
  const { log, close } = await openEventStore(url);
  let count = 0;
  for await (const { events } of log.read({ prefixes: ['student-'] })) count += events.length;
  await close();
  return count;
}
