import { DEAD_LETTER_TOPIC, REPLAY_TOPIC, sisTopics, STATUS_TOPIC } from './topics.js';

export interface TopicPlanOptions {
  /** Of each topic. */
  readonly partitions: number;
  /** Copies of each partition, on as many brokers. */
  readonly replication: number;
}

const DAY_MS = 86_400_000;
/** An outage may last so long without a record being lost; the event store keeps them for good. */
const SIS_DAYS = 30;
/** Time to mend what was refused, a term at least. */
const DEAD_LETTER_DAYS = 90;
/** Events name students by the district's own ids: whoever is erased here is gone there after so long. */
const STATUS_DAYS = 30;
/** Kafka's own default, said so that it cannot be set lower unseen. */
const MOST_BYTES = 1_048_588;
/** A refused message with its headers and the reason is larger than the message. */
const DEAD_LETTER_MOST_BYTES = 2 * 1_048_588;

/**
 * The topics as they are wanted. None is compacted: the key is a student, and a compacted topic would keep only the last of the student's
 * records. With three copies or more, two must have a message before it counts as written.
 */
export function topicPlans({ partitions, replication }: TopicPlanOptions) {
  const plan = (topic: string, days: number, mostBytes: number) => ({
    topic,
    partitions,
    replication,
    config: {
      'cleanup.policy': 'delete',
      'retention.ms': String(days * DAY_MS),
      'max.message.bytes': String(mostBytes),
      'min.insync.replicas': replication >= 3 ? '2' : '1',
    },
  });
  return [
    ...sisTopics.map((topic) => plan(topic, SIS_DAYS, MOST_BYTES)),
    plan(DEAD_LETTER_TOPIC, DEAD_LETTER_DAYS, DEAD_LETTER_MOST_BYTES),
    plan(STATUS_TOPIC, STATUS_DAYS, MOST_BYTES),
    plan(REPLAY_TOPIC, STATUS_DAYS, MOST_BYTES),
  ];
}
