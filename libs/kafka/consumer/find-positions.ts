import type { Admin } from 'kafkajs';
import { partitionName, type Assignment } from './assigned-partitions.js';
import { startPosition, type StartPosition } from './start-position.js';

interface Asked {
  readonly groupId: string;
  readonly assignment: Assignment;
  /** What this process wants next of partitions that it had before. */
  readonly wanted: ReadonlyMap<string, bigint>;
}

/** Where the group goes on in each assigned partition, by partition name: what it committed, held against what the topics still hold. */
export async function findPositions(admin: Admin, { groupId, assignment, wanted }: Asked): Promise<Map<string, StartPosition>> {
  const topics = Object.keys(assignment);
  const committed = topics.length === 0 ? [] : await admin.fetchOffsets({ groupId, topics });
  const positions = new Map<string, StartPosition>();
  for (const { topic, partitions } of committed) {
    const bounds = new Map((await admin.fetchTopicOffsets(topic)).map((offsets) => [offsets.partition, offsets]));
    for (const { partition, offset } of partitions) {
      const ends = bounds.get(partition);
      if (ends === undefined || !assignment[topic]?.includes(partition)) continue;
      const name = partitionName(topic, partition);
      // Where a group has no offset, a negative number stands.
      const known = { committed: offset.startsWith('-') ? null : BigInt(offset), wanted: wanted.get(name) ?? null };
      positions.set(name, startPosition({ ...known, low: BigInt(ends.low), high: BigInt(ends.high) }));
    }
  }
  return positions;
}

/** Where a partition goes on that the driver did not fetch from where it should. */
export async function findAgain(admin: Admin, topic: string, partition: number, next: bigint): Promise<StartPosition> {
  const ends = (await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition);
  if (ends === undefined) return { offset: next, jump: null };
  return startPosition({ committed: next, wanted: null, low: BigInt(ends.low), high: BigInt(ends.high) });
}
