import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sisTopics } from '#libs/contracts';
import {
  KafkaTopics,
  LossyProxy,
  obtainKafkaBroker,
  obtainMongoServer,
  StandInProcess,
  type KafkaBroker,
  type MongoServer,
} from '#libs/testing';
import { Distributed, SHORT_LEASES, twoShards, type Part } from './distributed.js';
import { Homeroom } from './homeroom.js';
import { simulatedFile, simulateOptions, type SimulatedFile } from './simulated-file.js';

const GROUP = 'homeroom-of-the-test';
const LIMIT_MS = 120_000;

/** Two take in records, each from its partitions; two evaluate, each its students; of alerting, one stands by. */
export const allParts: readonly Part[] = [
  ...twoShards,
  { name: 'ingestion', as: 'second ingestion' },
  { name: 'alerting', as: 'second alerting' },
];

/** For `describeWithServer`: what all servers are started by. */
export const obtainServers = async () => ({ startBroker: await obtainKafkaBroker(), startMongo: await obtainMongoServer() });

interface WorldOptions {
  readonly students: number;
  readonly days: number;
  /** All that passes between the processes and MongoDB or the event store arrives so much later. */
  readonly delayMs?: number;
}

/** A server that a test kills. */
export type Killable = Pick<StandInProcess, 'kill' | 'start'>;

/** All servers and processes of the distributed profile, and a simulated district to send through them. */
export class DistributedWorld {
  readonly #closing: (() => Promise<unknown>)[] = [];
  #size: readonly [students: number, days: number] = [0, 0];
  homeroom!: Homeroom;
  simulated!: SimulatedFile;
  broker!: KafkaBroker;
  mongo!: MongoServer;
  eventStore!: StandInProcess;
  processes!: Distributed;
  #topics!: KafkaTopics;

  static async start(
    { startBroker, startMongo }: Awaited<ReturnType<typeof obtainServers>>,
    { students, days, delayMs = 0 }: WorldOptions,
  ): Promise<DistributedWorld> {
    const world = new DistributedWorld();
    const homeroom = (world.homeroom = await Homeroom.start());
    world.#size = [students, days];
    world.simulated = await simulatedFile(homeroom, students, days);
    [world.broker, world.mongo] = [await startBroker(), await startMongo(join(homeroom.folder, 'mongo'))];
    world.eventStore = await StandInProcess.start(join(homeroom.folder, 'event-store'));
    world.#topics = new KafkaTopics(world.broker.brokers);
    const [mongoUrl, eventStoreUrl] = await Promise.all([world.mongo.url, world.eventStore.url].map((url) => world.#slowed(url, delayMs)));
    world.processes = await Distributed.in(homeroom.folder, {
      KAFKA_BROKERS: world.broker.brokers,
      KAFKA_GROUP_ID: GROUP,
      KAFKA_SESSION_MS: '6000',
      ...SHORT_LEASES,
      EVENT_STORE_URL: eventStoreUrl ?? '',
      READ_MODELS_URL: `${mongoUrl}/models`,
      DIRECTORY_URL: `${mongoUrl}/directory`,
      HOMEROOM_SECRET: 'the same for every process',
    });
    await world.processes.homeroom('topics', 'ensure', '--partitions', '4', '--replication', '1');
    for (const { name, as, settings } of allParts) await world.processes.start(name, as, settings);
    return world;
  }

  async end(): Promise<void> {
    await this.processes.kill();
    for (const close of this.#closing) await close();
    await this.eventStore.kill();
    await this.mongo.server.stop();
    await this.broker.close();
    await this.homeroom.end();
  }

  /** Sends the district's records; resolves when all were sent. */
  send(): Promise<string> {
    return this.processes.homeroom('simulate', ...simulateOptions(...this.#size), '--to', 'kafka');
  }

  /** Waits until so many records are passed over by the group. */
  async taken(count: number = this.simulated.lines.length): Promise<void> {
    await this.until(`${count} records of ${this.simulated.lines.length} are taken in`, async () => {
      const open = await this.#topics.lagOf(GROUP, sisTopics);
      return (await this.#topics.countOf(sisTopics)) - open >= count;
    });
  }

  /** Asks again and again, and starts again what ended meanwhile. What cannot be asked is not so yet. */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const limit = performance.now() + LIMIT_MS;
    while (!(await isSo().catch(() => false))) {
      if (performance.now() > limit) throw new Error(`It did not come to it that ${what}.`);
      await this.processes.revive(allParts);
      await delay(50);
    }
  }

  async healthOf(name: string): Promise<{ status: string; reasons: string[] }> {
    return (await (await this.processes.operations(name, '/api/health')).json()) as { status: string; reasons: string[] };
  }

  /** The states of the distributed profile and of the embedded one, which are to be the same. */
  async states(): Promise<readonly [distributed: string, embedded: string]> {
    await this.processes.revive(allParts);
    const states = [await this.processes.state(), await this.processes.embeddedState(this.simulated.embedded)] as const;
    console.log(`state of the distributed profile ${states[0]}, of the embedded one ${states[1]}`);
    return states;
  }

  async #slowed(address: string, delayMs: number): Promise<string> {
    if (delayMs === 0) return address;
    const url = new URL(address);
    const proxy = await LossyProxy.start(Number(url.port));
    proxy.slow(delayMs);
    this.#closing.push(() => proxy.close());
    return address.replace(`:${url.port}`, `:${proxy.port}`);
  }
}
