import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sisTopics } from '#libs/contracts';
import {
  describeWithServer,
  KafkaTopics,
  obtainKafkaBroker,
  obtainMongoServer,
  StandInProcess,
  type KafkaBroker,
  type MongoServer,
} from '#libs/testing';
import { Distributed, twoShards, type Part } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { simulatedFile, simulateOptions, type SimulatedFile } from './simulated-file.js';

const SIZE = [240, 30] as const;
const GROUP = 'homeroom-of-the-test';
const LIMIT_MS = 600_000;

/** Two take in records, each from its partitions; two evaluate, each its students; of alerting, one stands by. */
const parts: readonly Part[] = [...twoShards, { name: 'ingestion', as: 'second ingestion' }, { name: 'alerting', as: 'second alerting' }];

/** Which process says that a server is missed, and in which words. */
interface Told {
  readonly teller: string;
  readonly tells: RegExp;
}

const obtain = async () => ({ startBroker: await obtainKafkaBroker(), startMongo: await obtainMongoServer() });

await describeWithServer('Kafka, MongoDB’s protocol and a stand-in of EventStoreDB', obtain, ({ startBroker, startMongo }) => {
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let broker: KafkaBroker;
  let mongo: MongoServer;
  let eventStore: StandInProcess;
  let processes: Distributed;
  let topics: KafkaTopics;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, ...SIZE);
    [broker, mongo] = [await startBroker(), await startMongo(join(homeroom.folder, 'mongo'))];
    eventStore = await StandInProcess.start(join(homeroom.folder, 'event-store'));
    topics = new KafkaTopics(broker.brokers);
    processes = await Distributed.in(homeroom.folder, {
      KAFKA_BROKERS: broker.brokers,
      KAFKA_GROUP_ID: GROUP,
      KAFKA_SESSION_MS: '6000',
      EVENT_STORE_URL: eventStore.url,
      READ_MODELS_URL: `${mongo.url}/models`,
      DIRECTORY_URL: `${mongo.url}/directory`,
      HOMEROOM_SECRET: 'the same for every process',
    });
    await processes.homeroom('topics', 'ensure', '--partitions', '4', '--replication', '1');
  }, LIMIT_MS);
  afterAll(async () => {
    await processes.kill();
    await eventStore.kill();
    await mongo.server.stop();
    await broker.close();
    await homeroom.end();
  }, LIMIT_MS);

  it(
    'comes to the state of the embedded profile, while each process and each server is killed once',
    async () => {
      for (const { name, as, settings } of parts) await processes.start(name, as, settings);
      const sending = processes.homeroom('simulate', ...simulateOptions(...SIZE), '--to', 'kafka');
      for (const [index, [name, kill]] of faults().entries()) {
        await taken((simulated.lines.length * (index + 1)) / (faults().length + 1));
        await kill();
        console.log(`killed ${name}; ended and started again: ${(await processes.revive(parts)).join(', ') || 'none'}`);
      }
      await sending;
      await taken(simulated.lines.length);
      await processes.revive(parts);
      const [distributed, embedded] = [await processes.state(), await processes.embeddedState(simulated.embedded)];
      console.log(`state of the distributed profile ${distributed}, of the embedded one ${embedded}`);
      expect(distributed).toBe(embedded);
    },
    LIMIT_MS,
  );

  function faults(): readonly (readonly [string, () => Promise<unknown>])[] {
    return [
      ...parts.map(({ as }) => [as, () => processes.service(as).kill()] as const),
      ['Kafka', () => restarted(broker.server, { teller: 'ingestion', tells: /Kafka/ })],
      ['the event store', () => restarted(eventStore, { teller: 'gateway', tells: /event store does not answer/ })],
      ['MongoDB', () => restarted(mongo.server, { teller: 'gateway', tells: /read model store does not answer/ })],
    ];
  }

  /** Kills a server, waits until a process says that it is missed, and starts it again. A broker of somebody else's is left alone. */
  async function restarted(server: Pick<StandInProcess, 'kill' | 'start'> | null, { teller, tells }: Told): Promise<void> {
    if (server === null) return;
    await server.kill();
    await until(`${teller} tells that ${tells.source}`, async () => tells.test((await healthOf(teller)).reasons.join()));
    await server.start();
    await until(`${teller} is well again`, async () => (await healthOf(teller)).status === 'up');
  }

  async function healthOf(name: string): Promise<{ status: string; reasons: string[] }> {
    return (await (await processes.operations(name, '/api/health')).json()) as { status: string; reasons: string[] };
  }

  /** Waits until so many records are passed over by the group. */
  async function taken(count: number): Promise<void> {
    await until(`${count} records of ${simulated.lines.length} are taken in`, async () => {
      const open = await topics.lagOf(GROUP, sisTopics);
      return (await topics.countOf(sisTopics)) - open >= count;
    });
  }

  /** Asks again and again, and starts again what ended meanwhile. What cannot be asked is not so yet. */
  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const limit = performance.now() + LIMIT_MS / 5;
    while (!(await isSo().catch(() => false))) {
      if (performance.now() > limit) throw new Error(`It did not come to it that ${what}.`);
      await processes.revive(parts);
      await delay(50);
    }
  }
});
