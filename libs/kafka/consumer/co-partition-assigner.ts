import kafkajs, { type PartitionAssigner } from 'kafkajs';

const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;

/** All members of a group must know the same one. */
const NAME = 'homeroom-co-partition';
const VERSION = 1;

/** Gives partition p of every topic to the same member, so that what is known of a student stays in one process. */
export const coPartitionAssigner: PartitionAssigner = ({ cluster }) => ({
  name: NAME,
  version: VERSION,
  protocol: ({ topics }) => ({ name: NAME, metadata: MemberMetadata.encode({ version: VERSION, topics, userData: Buffer.alloc(0) }) }),
  assign: async ({ members, topics }) => {
    const partitions = new Map(
      topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)]),
    );
    const assigned = assignTogether(
      members.map(({ memberId }) => memberId),
      partitions,
    );
    return [...assigned].map(([memberId, assignment]) => ({
      memberId,
      memberAssignment: MemberAssignment.encode({ version: VERSION, assignment, userData: Buffer.alloc(0) }),
    }));
  },
});

/** Which partitions of each topic each member gets; a member beyond the number of partitions gets none. */
export function assignTogether(
  members: readonly string[],
  partitions: ReadonlyMap<string, readonly number[]>,
): Map<string, { [topic: string]: number[] }> {
  const inOrder = [...members].sort();
  const assigned = new Map(inOrder.map((member): [string, { [topic: string]: number[] }] => [member, {}]));
  for (const [topic, numbers] of partitions) {
    for (const partition of [...numbers].sort((a, b) => a - b)) {
      const assignment = assigned.get(inOrder[partition % inOrder.length] ?? '');
      if (assignment !== undefined) (assignment[topic] ??= []).push(partition);
    }
  }
  return assigned;
}
