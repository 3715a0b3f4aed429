import type { Admin } from 'kafkajs';
import { TopicsError } from '../kafka.errors.js';

/** @throws TopicsError where a topic is missing or has another number of partitions than the others. */
export async function requireEqualPartitions(
  admin: Pick<Admin, 'listTopics' | 'fetchTopicMetadata'>,
  topics: readonly string[],
): Promise<void> {
  const present = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !present.has(topic));
  if (missing.length > 0) throw new TopicsError(`Kafka has no topic ${missing.join(', ')}: homeroom topics ensure makes what is missing.`);
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
  const counts = new Map(found.map(({ name, partitions }) => [name, partitions.length]));
  if (new Set(counts.values()).size === 1) return;
  const told = [...counts].map(([topic, count]) => `${topic} has ${count}`).join(', ');
  throw new TopicsError(
    `The topics must have equal numbers of partitions, so that one process has all records of a student: ${told}. Give all of them the largest number.`,
  );
}
