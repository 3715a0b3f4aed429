import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDbStandIn } from '#libs/testing';
import { Distributed, serviceNames } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { inBatches, simulatedFile } from './simulated-file.js';

describe('The four processes with their log on an EventStoreDB server (stand-in)', () => {
  let homeroom: Homeroom;
  let standIn: EventStoreDbStandIn;
  let processes: Distributed;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    standIn = await EventStoreDbStandIn.start();
    const settings = { EVENT_STORE_URL: standIn.url, HOMEROOM_SECRET: 'the same for every process' };
    processes = await Distributed.in(homeroom.folder, settings);
  });
  afterAll(async () => {
    await processes.kill();
    standIn.close();
    await homeroom.end();
  });

  it('come to the state of the embedded profile, and stop without an error', async () => {
    const simulated = await simulatedFile(homeroom, 40, 15);
    await Promise.all(serviceNames.map((name) => processes.start(name)));
    for (const batch of inBatches(simulated.lines, 1_000)) expect(await processes.post(batch)).toMatchObject({ status: 200 });
    const embedded = { environment: { HOMEROOM_DATA_DIR: simulated.embedded } };
    const { out } = await homeroom.run(['verify', '--format', 'json'], embedded);
    expect(await processes.state()).toBe((JSON.parse(out) as { state: string }).state);
    expect(await processes.stop()).toEqual(serviceNames.map(() => 0));
  });
});
