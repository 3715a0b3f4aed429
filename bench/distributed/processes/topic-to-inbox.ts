import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { topicOf, recordKey } from '#libs/contracts';
import { studentStream } from '#libs/domain';
import { KafkajsRecordProducer, type NewKafkaRecord } from '#libs/kafka';
import type { Stores } from '#libs/stores';
import { ALERTING } from '../../../apps/alerting/index.js';
import { ON_TRACK } from '../../../apps/projections/index.js';
import { DISTRICT, SCHOOL_YEAR, startHour, withCopyOf } from '../../alerting/bench-stores.js';
import { waitsOf, type Shown } from '../../alerting/inbox-waits.js';
import { atPace } from '../../alerting/pace.js';
import { HOUR, liveRecords, preparedDistrict, type LiveRecord } from '../../alerting/prepared-district.js';
import type { LatencyContender } from '../../latency-bench.js';
import { connection, silent } from '../kafka.sample.js';
import { startProcess } from './running-process.js';
import { ensureSisTopics } from './sis-topics.js';

const GROUP = 'topic-to-inbox';
const INBOXES = 'inboxes';
const LOOK_EVERY_MS = 2;
const LIMIT_MS = 60_000;

/**
 * From the moment that a record is due at the topic until the inbox of whoever is told of it holds the alert: ingestion, projections and
 * alerting as processes of their own, on the files of one folder.
 */
export const topicToInbox: LatencyContender = {
  name: 'topic to inbox',
  run: async () => {
    await ensureSisTopics();
    return withCopyOf(await preparedDistrict(), measure);
  },
};

async function measure(stores: Stores): Promise<number[]> {
  const settings = { HOMEROOM_DATA_DIR: stores.folder, HOMEROOM_TIME_ZONE: 'UTC', NODE_OPTIONS: onTheFirstLiveDay() };
  const kafka = { KAFKA_BROKERS: connection.KAFKA_BROKERS, KAFKA_GROUP_ID: GROUP };
  const processes = [
    await startProcess('projections', settings),
    await startProcess('alerting', settings),
    await startProcess('ingestion', { ...settings, ...kafka }),
  ];
  const before = await stores.log.head();
  const shown: Shown[] = [];
  const look = async (): Promise<void> => {
    const position = await stores.models.checkpoint(INBOXES);
    if (position !== shown.at(-1)?.position) shown.push({ position, at: performance.now() });
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS);
  const due = await sendLive(stores);
  clearInterval(looking);
  await look();
  for (const each of processes) await each.stop();
  return waitsOf(stores.log, before, { due, shown });
}

/** The prepared district lives in the past: so do its processes. */
function onTheFirstLiveDay(): string {
  const ahead = Date.parse(`${liveRecords[0]?.date ?? ''}T0${HOUR}:05:00Z`) - Date.now();
  return `--import=${pathToFileURL('test/shifted-clock.ts').href}?ahead=${ahead}`;
}

/** Sends the records at the pace. @returns when each was due, by its stream and day. */
async function sendLive(stores: Stores): Promise<Map<string, number>> {
  const producer = new KafkajsRecordProducer({ connection, logger: silent });
  const due = new Map<string, number>();
  for (const { date, records } of liveRecords) {
    await startHour(stores.store, date, HOUR);
    await whenShown(stores);
    const keys = await stores.directory.findKeys(DISTRICT, 'student', records.map(subjectOf));
    await atPace(records, async (some, at) => {
      for (const [index, record] of some.entries()) {
        const key = keys.get(subjectOf(record)) ?? '';
        due.set(`${studentStream(DISTRICT, key, SCHOOL_YEAR)} ${date}`, at[index] ?? Number.NaN);
      }
      await producer.send(some.map(messageOf));
    });
    await whenRecorded(stores, date, records.length);
  }
  await producer.close();
  return due;
}

/** Resolves when the records of a day are in the log and what they come to is in the inboxes. */
async function whenRecorded({ log, models }: Stores, date: string, count: number): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  let [found, after] = [0, 0];
  while (found < count) {
    if (performance.now() > limit) throw new Error(`${found} of ${count} records came to the log.`);
    for await (const { events, position } of log.read({ after, prefixes: ['student-'] })) {
      found += events.filter(({ data }) => (data as { date?: string }).date === date).length;
      after = position;
    }
  }
  await whenShown({ log, models });
}

/** Resolves when what is in the log now has gone through the stages, in the order in which one appends what is new to the next. */
async function whenShown({ log, models }: Pick<Stores, 'log' | 'models'>): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (const stage of [ON_TRACK, ALERTING, INBOXES]) {
    const head = await log.head();
    while ((await models.checkpoint(stage)) < head) {
      if (performance.now() > limit) throw new Error(`${stage} did not come to position ${head}.`);
      await pause(LOOK_EVERY_MS);
    }
  }
}

function subjectOf({ item }: LiveRecord): string {
  return 'record' in item ? item.record.subject : '';
}

function messageOf(record: LiveRecord): NewKafkaRecord {
  const headers = { 'content-type': 'application/cloudevents+json' };
  return { topic: topicOf('attendance-recorded'), key: recordKey(DISTRICT, subjectOf(record)), value: record.text, headers };
}
