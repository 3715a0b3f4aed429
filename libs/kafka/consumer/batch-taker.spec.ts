import { describe, expect, it } from '@jest/globals';
import type { Admin, EachBatchPayload } from 'kafkajs';
import { pino } from 'pino';
import type { KafkaRecord } from '../kafka.port.js';
import { BatchTaker } from './batch-taker.js';
import { ConsumerMemory } from './consumer-memory.js';
import { usualTiming } from './consumer-options.js';

const topic = 'homeroom.sis.grades';

/** A taker of partition 0 whose group stands at an offset, and what it has done. */
function taker(committed: number, { low = 0, high = 10_000 } = {}) {
  const done: string[] = [];
  const memory = new ConsumerMemory(usualTiming);
  const admin = {
    fetchOffsets: async () => [{ topic, partitions: [{ partition: 0, offset: String(committed), metadata: null }] }],
    fetchTopicOffsets: async () => [{ partition: 0, offset: String(high), low: String(low), high: String(high) }],
  } as unknown as Admin;
  let take = async (_: readonly KafkaRecord[]): Promise<void> => undefined;
  const parts = new BatchTaker({
    admin,
    memory,
    groupId: 'g',
    logger: pino({ level: 'silent' }),
    timing: usualTiming,
    consumer: { seek: ({ offset }) => void done.push(`seek ${offset}`) },
    onGivenUp: (reason) => void done.push(`gave up: ${reason.message}`),
    take: async (records) => {
      await take(records);
      done.push(`took ${records[0]?.offset}-${records.at(-1)?.offset}`);
    },
  });
  const setTake = (next: typeof take): void => void (take = next);
  return { taker: parts, memory, done, setTake };
}

/** A fetched batch of messages from an offset on; what the taker asks of the driver is written down. */
function fetched(done: string[], from: number, count: number, changes: Partial<EachBatchPayload> = {}): EachBatchPayload {
  const messages = Array.from({ length: count }, (_, index) => ({ offset: String(from + index), key: null, value: null, headers: {} }));
  const batch = {
    topic,
    partition: 0,
    messages,
    fetchedOffset: String(from),
    highWatermark: '10000',
    lastOffset: () => String(from + count - 1),
  };
  return {
    batch,
    isRunning: () => true,
    isStale: () => false,
    heartbeat: async () => undefined,
    pause: () => {
      done.push('paused');
      return () => done.push('resumed');
    },
    resolveOffset: (offset: string) => done.push(`resolved ${offset}`),
    commitOffsetsIfNecessary: async (offsets: { topics: { partitions: { offset: string }[] }[] }) => {
      done.push(`committed ${offsets.topics[0]?.partitions[0]?.offset}`);
    },
    ...changes,
  } as unknown as EachBatchPayload;
}

describe('a fetched batch', () => {
  it('is taken in pieces, each passed over when it is durable', async () => {
    const { taker: taking, done, memory } = taker(0);
    taking.joined({ [topic]: [0] });
    await taking.take(fetched(done, 0, 700));
    expect(done).toEqual(['took 0-499', 'resolved 499', 'committed 500', 'took 500-699', 'resolved 699', 'committed 700']);
    expect(memory.lags()).toEqual([{ topic, partition: 0, lag: 9_300 }]);
  });

  it('is not passed over where the group was shared out while it was taken', async () => {
    const { taker: taking, done, setTake } = taker(0);
    taking.joined({ [topic]: [0] });
    setTake(async () => taking.joined({ [topic]: [0] }));
    await taking.take(fetched(done, 0, 700));
    expect(done).toEqual(['took 0-499']);
  });

  it('is left alone where its partition is somebody else’s by now', async () => {
    const { taker: taking, done } = taker(0);
    taking.joined({ [topic]: [1] });
    await taking.take(fetched(done, 0, 10));
    expect(done).toEqual([]);
  });

  it('is left alone where it is not what comes next, and the driver is set back', async () => {
    const { taker: taking, done } = taker(100);
    taking.joined({ [topic]: [0] });
    await taking.take(fetched(done, 300, 10));
    expect(done).toEqual(['seek 100']);
    await taking.take(fetched(done, 100, 10));
    expect(done).toEqual(['seek 100', 'took 100-109', 'resolved 109', 'committed 110']);
  });

  it('goes on behind what the driver passed over by itself', async () => {
    const { taker: taking, done } = taker(100);
    taking.joined({ [topic]: [0] });
    await taking.take(fetched(done, 100, 1));
    taking.passedOver(topic, 0, 150n);
    await taking.take(fetched(done, 150, 1));
    expect(done.filter((step) => step.startsWith('took'))).toEqual(['took 100-100', 'took 150-150']);
  });

  it('pauses its partition where it cannot be taken, and nothing of it is passed over', async () => {
    const { taker: taking, done, memory, setTake } = taker(0);
    taking.joined({ [topic]: [0] });
    setTake(async () => {
      throw new Error('the disk is full');
    });
    await taking.take(fetched(done, 0, 10));
    taking.stop();
    expect(done).toEqual(['paused']);
    expect(memory.troubles()).toMatchObject([{ serious: true, what: expect.stringContaining('the disk is full') as unknown }]);
  });

  it('is passed over before a failed heartbeat is told to the driver, and no other is begun', async () => {
    const { taker: taking, done } = taker(0);
    taking.joined({ [topic]: [0] });
    const rebalancing = new Error('The group is rebalancing');
    const heartbeat = async (): Promise<void> => {
      throw rebalancing;
    };
    await expect(taking.take(fetched(done, 0, 700, { heartbeat }))).rejects.toBe(rebalancing);
    await expect(taking.take(fetched(done, 500, 10))).rejects.toBe(rebalancing);
    expect(done).toEqual(['took 0-499', 'resolved 499', 'committed 500']);
  });

  it('stops where the consumer stops', async () => {
    const { taker: taking, done, setTake } = taker(0);
    taking.joined({ [topic]: [0] });
    let running = true;
    setTake(async () => void (running = false));
    await taking.take(fetched(done, 0, 700, { isRunning: () => running }));
    expect(done).toEqual(['took 0-499', 'resolved 499', 'committed 500']);
  });

  it('tells what was removed before it was taken in', async () => {
    const { taker: taking, done, memory } = taker(100, { low: 130 });
    taking.joined({ [topic]: [0] });
    await taking.take(fetched(done, 130, 10));
    expect(done[0]).toBe('took 130-139');
    expect(memory.troubles()).toMatchObject([{ serious: false, what: expect.stringMatching(/offsets 100 to 129 .* LOST/) as unknown }]);
  });
});
