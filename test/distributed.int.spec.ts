import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '#libs/testing';
import { allParts, DistributedWorld, obtainServers, type Killable } from './distributed-world.js';

const LIMIT_MS = 600_000;

/** Which process says that a server is missed, and in which words. */
interface Told {
  readonly teller: string;
  readonly tells: RegExp;
}

await describeWithServer('Kafka, MongoDB’s protocol and a stand-in of EventStoreDB', obtainServers, (servers) => {
  let world: DistributedWorld;

  beforeAll(async () => {
    world = await DistributedWorld.start(servers, { students: 240, days: 30 });
  }, LIMIT_MS);
  afterAll(() => world.end(), LIMIT_MS);

  it(
    'comes to the state of the embedded profile, while each process and each server is killed once, and the read models are rebuilt',
    async () => {
      const sending = world.send();
      for (const [index, [name, kill]] of faults().entries()) {
        await world.taken((world.simulated.lines.length * (index + 1)) / (faults().length + 1));
        await kill();
        console.log(`killed ${name}; ended and started again: ${(await world.processes.revive(allParts)).join(', ') || 'none'}`);
      }
      await sending;
      await world.processes.homeroom('rebuild');
      await world.taken();
      const [distributed, embedded] = await world.states();
      expect(distributed).toBe(embedded);
    },
    LIMIT_MS,
  );

  function faults(): readonly (readonly [string, () => Promise<unknown>])[] {
    const { processes, broker, eventStore, mongo } = world;
    return [
      ...allParts.map(({ as }) => [as, () => processes.service(as).kill()] as const),
      ['Kafka', () => restarted(broker.server, { teller: 'ingestion', tells: /Kafka/ })],
      ['the event store', () => restarted(eventStore, { teller: 'gateway', tells: /event store does not answer/ })],
      ['MongoDB', () => restarted(mongo.server, { teller: 'gateway', tells: /read model store does not answer/ })],
    ];
  }

  /** Kills a server, waits until a process says that it is missed, and starts it again. A broker of somebody else's is left alone. */
  async function restarted(server: Killable | null, { teller, tells }: Told): Promise<void> {
    if (server === null) return;
    await server.kill();
    await world.until(`${teller} tells that ${tells.source}`, async () => tells.test((await world.healthOf(teller)).reasons.join()));
    await server.start();
    await world.until(`${teller} is well again`, async () => (await world.healthOf(teller)).status === 'up');
  }
});
