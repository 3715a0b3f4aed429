import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Distributed, SHORT_LEASES, twoShards, type Part } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { inBatches, simulatedFile, type SimulatedFile } from './simulated-file.js';

const BATCH = 400;

describe('The processes, students in two shards, each killed once while records come in', () => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 240, 40);
    processes = await Distributed.in(homeroom.folder, SHORT_LEASES);
    await Promise.all(twoShards.map((part) => start(part)));
  });
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
  });

  it('come to the state of the embedded profile', async () => {
    const batches = inBatches(simulated.lines, BATCH);
    const step = Math.floor(batches.length / (twoShards.length + 1));
    const victims = new Map(twoShards.map((part, index) => [(index + 1) * step, part]));
    for (const [index, batch] of batches.entries()) {
      const victim = victims.get(index);
      if (victim !== undefined) await killAmid(victim, batch);
      expect(await processes.post(batch)).toMatchObject({ status: 200 });
    }
    expect(await processes.state()).toBe(await processes.state(simulated.embedded));
    expect(await processes.communities()).toEqual(await processes.communities(simulated.embedded));
    for (const { as } of twoShards) {
      expect(await (await processes.operations(as, '/api/health')).json()).toEqual({ status: 'up', reasons: [] });
    }
  });

  /** The sender of what was not answered sends it again. */
  async function killAmid(part: Part, batch: readonly string[]): Promise<void> {
    const unanswered = processes.post(batch).catch(() => undefined);
    await processes.service(part.as).kill();
    await unanswered;
    await start(part);
  }

  async function start({ name, as, settings }: Part): Promise<void> {
    await processes.start(name, as, settings);
  }
});
