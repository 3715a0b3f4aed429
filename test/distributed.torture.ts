import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { describeWithServer } from '#libs/testing';
import { allParts, DistributedWorld, obtainServers, type Killable } from './distributed-world.js';

const [kills, seed] = [Number(process.env['TORTURE_KILLS'] ?? 100), Number(process.env['TORTURE_SEED'] ?? 1)];
const LIMIT_MS = 600_000 + kills * 60_000;

/** Whom to kill, and how far after the kill before: the same for the same seed. */
const victim = fc.record({ which: fc.nat(), share: fc.double({ min: 0.05, max: 1, noNaN: true }) });
const [plan = []] = fc.sample(fc.array(victim, { minLength: kills, maxLength: kills, size: 'max' }), { numRuns: 1, seed });

await describeWithServer('Kafka, MongoDB’s protocol and a stand-in of EventStoreDB', obtainServers, (servers) => {
  let world: DistributedWorld;

  beforeAll(async () => {
    world = await DistributedWorld.start(servers, { students: 240, days: 60 });
  }, LIMIT_MS);
  afterAll(() => world.end(), LIMIT_MS);

  it(
    `comes to the state of the embedded profile after ${kills} kills; again with --seed ${seed}`,
    async () => {
      const total = world.simulated.lines.length;
      const sum = plan.reduce((all, { share }) => all + share, 0) + 1;
      const sending = world.send();
      let reached = 0;
      for (const [index, { which, share }] of plan.entries()) {
        reached += share;
        await world.taken((total * reached) / sum);
        const [name, kill] = victims()[which % victims().length] ?? ['nobody', async () => undefined];
        await kill();
        console.log(`${index + 1} of ${kills}: killed ${name}`);
      }
      await sending;
      await world.taken();
      const [distributed, embedded] = await world.states();
      expect(distributed).toBe(embedded);
    },
    LIMIT_MS,
  );

  function victims(): readonly (readonly [string, () => Promise<unknown>])[] {
    const { processes, broker, eventStore, mongo } = world;
    const killable: readonly (readonly [string, Killable | null])[] = [
      ['Kafka', broker.server],
      ['the event store', eventStore],
      ['MongoDB', mongo.server],
    ];
    return [
      ...allParts.map(({ as }) => [as, () => processes.service(as).kill()] as const),
      ...killable.map(([name, server]) => [name, () => restarted(server)] as const),
    ];
  }

  async function restarted(server: Killable | null): Promise<void> {
    await server?.kill();
    await server?.start();
  }
});
