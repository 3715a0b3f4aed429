import { recordKey, statusEventOf } from '#libs/contracts';
import type { Directory } from '#libs/directory';
import { KafkajsRecordProducer, requireTopic, type NewKafkaRecord } from '#libs/kafka';
import { openLogger } from '#libs/service';
import type { ReplayedChange } from '#libs/replay';
import { kafkaOf } from '../kafka/kafka-of.js';
import type { Terminal } from '../terminal/terminal.js';

const HEADERS = { 'content-type': 'application/cloudevents+json' };

/** Where replayed changes of status go. */
export interface ChangeSender {
  readonly topic: string;
  /** How many were sent. */
  readonly sent: number;
  send(changes: readonly ReplayedChange[]): Promise<void>;
  close(): Promise<void>;
}

/** Sends to a topic of Kafka that is there. @throws UsageError without brokers, TopicsError */
export async function openSender(terminal: Terminal, directory: Directory, topic: string): Promise<ChangeSender> {
  const connection = await kafkaOf(terminal);
  const logger = await openLogger(await terminal.settings(), process.stderr);
  await requireTopic(connection, logger, topic);
  const producer = new KafkajsRecordProducer({ connection, logger });
  let sent = 0;
  return {
    topic,
    get sent() {
      return sent;
    },
    send: async (changes) => {
      const records = await recordsOf(changes, directory, topic);
      await producer.send(records);
      sent += records.length;
    },
    close: () => producer.close(),
  };
}

/** Of whoever was erased nothing is told. */
async function recordsOf(changes: readonly ReplayedChange[], directory: Directory, topic: string): Promise<NewKafkaRecord[]> {
  const people = await directory.people([...new Set(changes.map(({ key }) => key))]);
  return changes.flatMap(({ key, ...change }) => {
    const studentId = people.get(key)?.id;
    if (studentId === undefined) return [];
    const event = statusEventOf({ ...change, studentId, isReplay: true });
    return [{ topic, key: recordKey(change.district, studentId), value: JSON.stringify(event), headers: HEADERS }];
  });
}
