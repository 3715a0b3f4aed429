import { setTimeout as pause } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { partitionName, type Assignment } from './assigned-partitions.js';
import { startPosition, type StartPosition } from './start-position.js';

interface Asked {
  readonly groupId: string;
  readonly assignment: Assignment;
  /** What this process has committed of partitions that it had before. */
  readonly wanted: ReadonlyMap<string, bigint>;
}

/** What may only seem so is believed when it still does after 3 s. */
const TRIES = 15;
const PAUSE_MS = 200;

/** Where the group goes on in each assigned partition, by partition name: what it committed, held against what the topics still hold. */
export async function findPositions(admin: Admin, asked: Asked): Promise<Map<string, StartPosition>> {
  return believed(
    () => findOnce(admin, asked),
    (positions) => [...positions.values()].every(({ mayPass }) => mayPass !== true),
  );
}

/** Where a partition goes on that the driver did not fetch from where it should. */
export async function findAgain(admin: Admin, topic: string, partition: number, next: bigint): Promise<StartPosition> {
  const find = async (): Promise<StartPosition> => {
    const ends = (await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition);
    if (ends === undefined) return { offset: next, jump: null };
    return startPosition({ committed: next, wanted: null, low: BigInt(ends.low), high: BigInt(ends.high) });
  };
  return believed(find, ({ mayPass }) => mayPass !== true);
}

/**
 * What the group has committed, by partition name. To be asked for before the driver fetches: it writes over an offset that the topic
 * does not hold any more.
 */
export async function committedOffsets(admin: Admin, groupId: string, topics: readonly string[]): Promise<Map<string, bigint>> {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const known = committed.flatMap(({ topic, partitions }) => partitions.map(({ partition, offset }) => ({ topic, partition, offset })));
  return new Map(
    known
      .filter(({ offset }) => !isNone(offset))
      .map(({ topic, partition, offset }): [string, bigint] => [partitionName(topic, partition), BigInt(offset)]),
  );
}

/** Where a group has no offset, a negative number stands. */
function isNone(offset: string): boolean {
  return offset.startsWith('-');
}

async function believed<T>(find: () => Promise<T>, isSure: (found: T) => boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    const found = await find();
    if (isSure(found) || tries === TRIES) return found;
    await pause(PAUSE_MS);
  }
}

async function findOnce(admin: Admin, { groupId, assignment, wanted }: Asked): Promise<Map<string, StartPosition>> {
  const topics = Object.keys(assignment);
  const committed = topics.length === 0 ? [] : await admin.fetchOffsets({ groupId, topics });
  const positions = new Map<string, StartPosition>();
  for (const { topic, partitions } of committed) {
    const bounds = new Map((await admin.fetchTopicOffsets(topic)).map((offsets) => [offsets.partition, offsets]));
    for (const { partition, offset } of partitions) {
      const ends = bounds.get(partition);
      if (ends === undefined || assignment[topic]?.includes(partition) !== true) continue;
      const name = partitionName(topic, partition);
      const known = { committed: isNone(offset) ? null : BigInt(offset), wanted: wanted.get(name) ?? null };
      positions.set(name, startPosition({ ...known, low: BigInt(ends.low), high: BigInt(ends.high) }));
    }
  }
  return positions;
}
