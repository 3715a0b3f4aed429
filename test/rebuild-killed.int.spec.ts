import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Distributed, twoShards } from './distributed.js';
import { startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';
import { inBatches, simulatedFile, type SimulatedFile } from './simulated-file.js';

const BATCH = 400;
const LIMIT_MS = 300_000;
/** From the start of the process on: opening, folding, publishing, removing. */
const KILLED_AFTER_MS = [500, 1_500];

describe('A rebuild beside processes that take records', () => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 240, 40);
    processes = await Distributed.in(homeroom.folder);
    for (const { name, as, settings } of twoShards) await processes.start(name, as, settings);
  }, LIMIT_MS);
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
  });

  it(
    'that is killed again and again, and then comes through, leaves the state of the embedded profile',
    async () => {
      const sending = (async () => {
        for (const batch of inBatches(simulated.lines, BATCH)) expect(await processes.post(batch)).toMatchObject({ status: 200 });
      })();
      for (const afterMs of KILLED_AFTER_MS) await killed(afterMs);
      await processes.homeroom('rebuild');
      await sending;
      expect(await processes.state()).toBe(await processes.state(simulated.embedded));
      expect(await processes.communities()).toEqual(await processes.communities(simulated.embedded));
      for (const { as } of twoShards) {
        expect(await (await processes.operations(as, '/api/health')).json()).toEqual({ status: 'up', reasons: [] });
      }
    },
    LIMIT_MS,
  );

  /** Where it was done before, nothing is killed. */
  async function killed(afterMs: number): Promise<void> {
    const { child, ended } = startHomeroom(processes.data, ['rebuild']);
    await Promise.race([delay(afterMs), ended]);
    child.kill('SIGKILL');
    await ended;
  }
});
