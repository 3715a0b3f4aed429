import { setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import type { Logger } from 'pino';
import { kafkaOf } from '../client/connect.js';
import type { KafkaConnection } from '../client/kafka-connection.js';
import { kafkaErrorOf, TopicsError } from '../kafka.errors.js';
import { differences, type TopicFound, type TopicPlan } from './topic-plan.js';

/** What became of one topic of the plan. */
export interface EnsuredTopic extends TopicFound {
  readonly outcome: 'created' | 'as-wanted' | 'differs';
  readonly differences: readonly string[];
}

/** A topic that was just made is not known to every broker at once; looked for again for 10 s. */
const TRIES = 50;
const PAUSE_MS = 200;

/**
 * Makes the topics that are missing and compares the others with the plan. A topic that differs is told and left as it is: more partitions
 * change which one a key belongs to, and a shorter retention removes messages.
 * @throws KafkaError
 */
export async function ensureTopics(
  connection: KafkaConnection,
  logger: Logger,
  plans: readonly TopicPlan[],
): Promise<readonly EnsuredTopic[]> {
  const admin = kafkaOf(connection, logger).admin({ retry: { retries: 3 } });
  try {
    await admin.connect();
    await requireBrokers(admin, plans);
    const present = new Set(await admin.listTopics());
    const missing = plans.filter(({ topic }) => !present.has(topic));
    if (missing.length > 0) await create(admin, missing);
    const found = missing.length > 0 ? await whenKnown(() => findTopics(admin, plans)) : await findTopics(admin, plans);
    return plans.map((plan, index) => ensuredOf(plan, found[index], missing.includes(plan)));
  } catch (error) {
    throw kafkaErrorOf(error, 'Ensuring the topics');
  } finally {
    await admin.disconnect();
  }
}

async function requireBrokers(admin: Admin, plans: readonly TopicPlan[]): Promise<void> {
  const { brokers } = await admin.describeCluster();
  const most = Math.max(...plans.map(({ replication }) => replication));
  if (most <= brokers.length) return;
  throw new TopicsError(`${most} replicas need as many brokers, but there are ${brokers.length}: give --replication ${brokers.length}.`);
}

async function create(admin: Admin, plans: readonly TopicPlan[]): Promise<void> {
  await admin.createTopics({
    waitForLeaders: false,
    topics: plans.map(({ topic, partitions, replication, config }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
    })),
  });
}

/** What is found once the brokers know what was just made. @throws what they answer where they still do not. */
export async function whenKnown<T>(find: () => Promise<T>, pauseMs = PAUSE_MS): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await find();
    } catch (error) {
      if (!isUnknownTopic(error) || tries === TRIES) throw error;
      await pause(pauseMs);
    }
  }
}

/** The driver wraps what its own tries ended with. */
function isUnknownTopic(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { type } = error as Error & { readonly type?: unknown };
  return type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'LEADER_NOT_AVAILABLE' || isUnknownTopic(error.cause);
}

async function findTopics(admin: Admin, plans: readonly TopicPlan[]): Promise<TopicFound[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: plans.map(({ topic }) => topic) });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: plans.map(({ topic, config }) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name: topic,
      configNames: Object.keys(config),
    })),
  });
  return plans.map(({ topic }) => {
    const partitions = topics.find(({ name }) => name === topic)?.partitions ?? [];
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
    const config = Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
    return { topic, partitions: partitions.length, replication: partitions[0]?.replicas.length ?? 0, config };
  });
}

function ensuredOf(plan: TopicPlan, found: TopicFound | undefined, isNew: boolean): EnsuredTopic {
  if (found === undefined) throw new Error(`The topic ${plan.topic} was not looked for.`);
  const differs = differences(plan, found);
  const outcome = differs.length > 0 ? 'differs' : isNew ? 'created' : 'as-wanted';
  return { ...found, outcome, differences: differs };
}
