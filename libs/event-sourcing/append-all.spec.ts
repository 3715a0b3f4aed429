import { describe, expect, it } from '@jest/globals';
import { appendAll } from './append-all.js';
import type { Append, AppendResult } from './event-store.port.js';

const append = (stream: string, count: number): Append => ({
  stream,
  expectedRevision: -1,
  events: Array.from({ length: count }, (_, index) => ({ id: `${stream}/${index}`, type: 'noted.v1', data: {}, metadata: {} })),
});

async function calls(appends: readonly Append[]): Promise<{ events: number[]; answered: readonly AppendResult[] }> {
  const events: number[] = [];
  const appendMany = async (call: readonly Append[]): Promise<AppendResult[]> => {
    events.push(call.reduce((sum, each) => sum + each.events.length, 0));
    return call.map(({ stream }) => ({ outcome: 'conflict', revision: Number(stream) }));
  };
  return { answered: await appendAll({ appendMany }, appends), events };
}

describe('Any number of appends', () => {
  it('go in calls that a store can take, each answered in its place', async () => {
    const appends = Array.from({ length: 12_001 }, (_, index) => append(String(index), 1));
    const { events, answered } = await calls(appends);
    expect(events).toEqual([5_000, 5_000, 2_001]);
    expect(answered).toEqual(appends.map((_, index) => ({ outcome: 'conflict', revision: index })));
  });

  it('are never cut in the middle of one', async () => {
    expect((await calls([append('0', 4_000), append('1', 2_000), append('2', 7_000), append('3', 1)])).events).toEqual([
      4_000, 2_000, 7_000, 1,
    ]);
  });

  it('that are none need no call', async () => {
    expect(await calls([])).toEqual({ events: [], answered: [] });
  });
});
