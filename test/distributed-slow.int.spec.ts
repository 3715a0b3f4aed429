import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '#libs/testing';
import { DistributedWorld, obtainServers } from './distributed-world.js';

const DELAY_MS = 20;
const LIMIT_MS = 300_000;

await describeWithServer('Kafka, and slow ways to MongoDB’s protocol and to a stand-in of EventStoreDB', obtainServers, (servers) => {
  let world: DistributedWorld;

  beforeAll(async () => {
    world = await DistributedWorld.start(servers, { students: 60, days: 20, delayMs: DELAY_MS });
  }, LIMIT_MS);
  afterAll(() => world.end(), LIMIT_MS);

  it(
    `comes to the same state where every answer is ${2 * DELAY_MS} ms later, and nobody gives up`,
    async () => {
      await world.send();
      await world.taken();
      const [distributed, embedded] = await world.states();
      expect(distributed).toBe(embedded);
      for (const name of ['ingestion', 'first half', 'second half', 'alerting', 'gateway']) {
        expect(await world.healthOf(name)).toEqual({ status: 'up', reasons: [] });
      }
    },
    LIMIT_MS,
  );
});
