import { describe, expect, it } from '@jest/globals';
import { TopicsError } from '../kafka.errors.js';
import { whenKnown } from './ensure-topics.js';
import { requireEqualPartitions } from './equal-partitions.js';
import { differences } from './topic-plan.js';

const plan = { topic: 't', partitions: 12, replication: 3, config: { 'retention.ms': '1', 'cleanup.policy': 'delete' } };

describe('a topic', () => {
  it('is as wanted whatever else is set', () => {
    expect(differences(plan, { ...plan, config: { ...plan.config, 'segment.ms': '5' } })).toEqual([]);
  });

  it('is told by all in which it differs', () => {
    const found = { topic: 't', partitions: 4, replication: 3, config: { 'retention.ms': '2' } };
    expect(differences(plan, found)).toEqual([
      'partitions is 4, wanted 12',
      'retention.ms is 2, wanted 1',
      'cleanup.policy is not set, wanted delete',
    ]);
  });
});

describe('topics that were just made', () => {
  const answering = (...types: string[]) => {
    const left = [...types];
    return async (): Promise<string> => {
      const type = left.shift();
      if (type === undefined) return 'found';
      throw new Error('tries ended', { cause: Object.assign(new Error(`refused: ${type}`), { type }) });
    };
  };

  it('are looked for until the brokers know them', async () => {
    await expect(whenKnown(answering('UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'), 0)).resolves.toBe('found');
  });

  it('are not looked for for ever, nor after another error', async () => {
    await expect(whenKnown(answering('TOPIC_AUTHORIZATION_FAILED'), 0)).rejects.toThrow('tries ended');
    await expect(whenKnown(answering(...Array<string>(50).fill('UNKNOWN_TOPIC_OR_PARTITION')), 0)).rejects.toThrow('tries ended');
  });
});

describe('topics that are consumed together', () => {
  const adminOf = (counts: Readonly<Record<string, number>>) => ({
    listTopics: async () => Object.keys(counts),
    fetchTopicMetadata: async () => ({
      topics: Object.entries(counts).map(([name, count]) => ({ name, partitions: Array.from({ length: count }, () => ({}) as never) })),
    }),
  });

  it('must all be there', async () => {
    await expect(requireEqualPartitions(adminOf({ a: 4 }), ['a', 'b', 'c'])).rejects.toThrow(/no topic b, c: homeroom topics ensure/);
  });

  it('must have equal numbers of partitions', async () => {
    await expect(requireEqualPartitions(adminOf({ a: 4, b: 4 }), ['a', 'b'])).resolves.toBeUndefined();
    await expect(requireEqualPartitions(adminOf({ a: 4, b: 3 }), ['a', 'b'])).rejects.toThrow(TopicsError);
    await expect(requireEqualPartitions(adminOf({ a: 4, b: 3 }), ['a', 'b'])).rejects.toThrow(/a has 4, b has 3/);
  });
});
