import { DEAD_LETTER_TOPIC, sisTopics, topicPlans } from '#libs/contracts';
import { ensureTopics } from '#libs/kafka';
import { connection, silent } from '../kafka.sample.js';

export const PARTITIONS = 8;

let made: Promise<unknown> | null = null;

/** The topics of records, once; the brokers must be new. */
export function ensureSisTopics(): Promise<unknown> {
  const wanted: readonly string[] = [...sisTopics, DEAD_LETTER_TOPIC];
  const plans = topicPlans({ partitions: PARTITIONS, replication: 1 }).filter(({ topic }) => wanted.includes(topic));
  return (made ??= ensureTopics(connection, silent, plans));
}
