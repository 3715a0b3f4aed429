import { randomUUID } from 'node:crypto';
import { DEAD_LETTER_TOPIC, recordKey, sisTopics, topicPlans } from '#libs/contracts';
import { ensureTopics, KafkajsRecordProducer, type KafkaConnection, type NewKafkaRecord } from '#libs/kafka';
import { pino } from 'pino';

/** Attendance of 1,000 students on 150 days, some 400 bytes each. */
export const MESSAGES = 150_000;
export const TOPIC = 'homeroom.sis.attendance';

const STUDENTS = 1_000;
const PARTITIONS = 4;
const AT_ONCE = 10_000;

export const silent = pino({ level: 'silent' });

/** The brokers that the script of this bench has started, or somebody else's. */
const brokers = process.env['KAFKA_TEST_BROKERS'];

export const missing =
  brokers === undefined ? { missing: 'Kafka; npm run bench:distributed starts a broker, KAFKA_TEST_BROKERS names one' } : {};

export const connection: KafkaConnection = { KAFKA_BROKERS: brokers ?? '', KAFKA_CLIENT_ID: 'homeroom-bench', KAFKA_TLS: 'off' };

let filled: Promise<void> | null = null;

/** Fills the topic once; the brokers must be new. */
export function fillTopic(): Promise<void> {
  return (filled ??= fill());
}

async function fill(): Promise<void> {
  const wanted: readonly string[] = [...sisTopics, DEAD_LETTER_TOPIC];
  const plans = topicPlans({ partitions: PARTITIONS, replication: 1 }).filter(({ topic }) => wanted.includes(topic));
  await ensureTopics(connection, silent, plans);
  const producer = new KafkajsRecordProducer({ connection, logger: silent });
  for (let from = 0; from < MESSAGES; from += AT_ONCE) {
    await producer.send(Array.from({ length: AT_ONCE }, (_, index) => message(from + index)));
  }
  await producer.close();
}

/** The message of one place in the topic's order, the same student every thousand. */
export function message(index: number): NewKafkaRecord {
  const student = `S${String(index % STUDENTS).padStart(6, '0')}`;
  const date = new Date(Date.UTC(2025, 8, 1 + Math.floor(index / STUDENTS))).toISOString().slice(0, 10);
  const status = index % 9 === 0 ? 'absent-unexcused' : 'present';
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: '/districts/bench/sis',
    type: 'homeroom.sis.attendance-recorded.v1',
    subject: student,
    time: `${date}T14:03:11.123Z`,
    datacontenttype: 'application/json',
    partitionkey: recordKey('bench', student),
    data: { studentId: student, schoolId: 'school-3', schoolYear: 2026, date, status },
  };
  const headers = { 'content-type': 'application/cloudevents+json' };
  return { topic: TOPIC, key: recordKey('bench', student), value: JSON.stringify(event), headers };
}
