import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Distributed, serviceNames } from './distributed.js';
import { Homeroom } from './homeroom.js';
import type { ServiceName } from './homeroom-services.js';
import { inBatches, simulatedFile, type SimulatedFile } from './simulated-file.js';

const BATCH = 400;

describe('The four processes, each killed once while records come in', () => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 240, 40);
    processes = await Distributed.in(homeroom.folder);
    await Promise.all(serviceNames.map((name) => processes.start(name)));
  });
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
  });

  it('come to the state of the embedded profile', async () => {
    const batches = inBatches(simulated.lines, BATCH);
    const step = Math.floor(batches.length / (serviceNames.length + 1));
    const victims = new Map(serviceNames.map((name, index) => [(index + 1) * step, name]));
    for (const [index, batch] of batches.entries()) {
      const victim = victims.get(index);
      if (victim !== undefined) await killAmid(victim, batch);
      expect(await processes.post(batch)).toMatchObject({ status: 200 });
    }
    expect(await processes.state()).toBe(await processes.state(simulated.embedded));
    for (const name of serviceNames) {
      expect(await (await processes.operations(name, '/api/health')).json()).toEqual({ status: 'up', reasons: [] });
    }
  });

  /** The sender of what was not answered sends it again. */
  async function killAmid(name: ServiceName, batch: readonly string[]): Promise<void> {
    const unanswered = processes.post(batch).catch(() => undefined);
    await processes.service(name).kill();
    await unanswered;
    await processes.start(name);
  }
});
