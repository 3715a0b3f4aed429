import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEAD_LETTER_TOPIC, recordKey, recordNameOfType, sisTopics, topicOf } from '#libs/contracts';
import { KafkajsRecordProducer, type ConsumerTiming, type KafkaConnection, type NewKafkaRecord } from '#libs/kafka';
import { KafkaTopics, type KafkaBroker } from '#libs/testing';
import { pino } from 'pino';
import { FirstDays, Intake, IntakeQueue, KafkaIntake } from '../../apps/ingestion/index.js';
import { openStores, type Stores } from '#libs/stores';
import { Homeroom } from '../homeroom.js';

const PARTITIONS = 4;

/** Short, so that a fault is over within a test. */
const quickTiming: Partial<ConsumerTiming> = {
  sessionMs: 2_000,
  heartbeatMs: 300,
  rebalanceMs: 5_000,
  firstPauseMs: 50,
  longestPauseMs: 500,
};

interface SisEvent {
  readonly type: string;
  readonly source: string;
  readonly subject: string;
}

interface MemberOptions {
  readonly timing?: Partial<ConsumerTiming>;
  /** Each take lasts so long. */
  readonly slowMs?: number;
  /** Called before each take, which fails where it throws. */
  readonly before?: () => void;
}

/** A simulated district that is sent through Kafka, and what it must come to: the state of the same records imported from a file. */
export class KafkaDistrict {
  readonly topics: KafkaTopics;
  readonly connection: KafkaConnection;
  readonly producer: KafkajsRecordProducer;
  readonly logger = pino({ level: 'silent' });
  readonly #members: KafkaIntake[] = [];

  private constructor(
    readonly homeroom: Homeroom,
    readonly lines: readonly string[],
    readonly state: string,
    broker: KafkaBroker,
  ) {
    this.topics = new KafkaTopics(broker.brokers);
    this.connection = { KAFKA_BROKERS: broker.brokers, KAFKA_CLIENT_ID: 'homeroom-test', KAFKA_TLS: 'off' };
    this.producer = new KafkajsRecordProducer({ connection: this.connection, logger: this.logger });
  }

  static async make(broker: KafkaBroker, { students = 120, days = 20 } = {}): Promise<KafkaDistrict> {
    const homeroom = await Homeroom.start();
    const file = join(homeroom.folder, 'records.ndjson');
    await homeroom.ok('simulate', '--students', `${students}`, '--days', `${days}`, '--district', 'lincoln', '--to', 'file', '--out', file);
    await homeroom.ok('import', 'events', file, '--district', 'lincoln');
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    const district = new KafkaDistrict(homeroom, lines, await stateOf(homeroom, homeroom.data), broker);
    return district;
  }

  async end(): Promise<void> {
    await this.producer.close();
    await this.homeroom.end();
  }

  /** Ends what a test has left running. */
  async stopMembers(): Promise<void> {
    await Promise.all(this.#members.splice(0).map((member) => member.stop()));
  }

  /** All topics of the product, empty. */
  async emptyTopics(): Promise<void> {
    await this.topics.makeAnew([...sisTopics, DEAD_LETTER_TOPIC], PARTITIONS);
  }

  /** Sends the records in their order, all or some of them. */
  async send(lines: readonly string[] = this.lines): Promise<void> {
    await this.producer.send(lines.map(messageOf));
  }

  /** A new data folder, opened. */
  open(name: string): Promise<Stores> {
    return openStores({ HOMEROOM_DATA_DIR: this.folder(name) }, { clock: this.homeroom.clock });
  }

  /** Starts a member of a group that takes in to the stores of a folder. */
  join(groupId: string, stores: Stores, { timing = {}, slowMs = 0, before }: MemberOptions = {}): KafkaIntake {
    const { store, directory, clock } = stores;
    const queue = new IntakeQueue(new Intake({ store, directory }));
    const take: IntakeQueue['take'] = async (items) => {
      before?.();
      if (slowMs > 0) await pause(slowMs);
      return queue.take(items);
    };
    const intake = new KafkaIntake(this.connection, groupId, {
      intake: { take },
      firstDays: new FirstDays({ store, clock, timeZone: 'UTC' }),
      clock,
      logger: this.logger,
      timing: { ...quickTiming, ...timing },
    });
    intake.start();
    this.#members.push(intake);
    return intake;
  }

  /** Resolves when the group has passed over all that the topics hold. */
  async caughtUp(groupId: string, limitMs = 60_000): Promise<void> {
    await until(async () => (await this.topics.lagOf(groupId, sisTopics)) === 0, limitMs);
  }

  /** The figure by which two folders are compared; the folder must be closed. */
  stateIn(name: string): Promise<string> {
    return stateOf(this.homeroom, this.folder(name));
  }

  folder(name: string): string {
    return join(this.homeroom.folder, name);
  }
}

/** A record as a district's system sends it. */
export function messageOf(line: string): NewKafkaRecord {
  const { type, source, subject } = JSON.parse(line) as SisEvent;
  const name = recordNameOfType(type);
  if (name === null) throw new Error(`${type} is no type of a record.`);
  const headers = { 'content-type': 'application/cloudevents+json' };
  return { topic: topicOf(name), key: recordKey(source.split('/')[2] ?? '', subject), value: line, headers };
}

async function stateOf(homeroom: Homeroom, data: string): Promise<string> {
  const { code, out, err } = await homeroom.run(['verify', '--format', 'json'], { environment: { HOMEROOM_DATA_DIR: data } });
  if (code !== 0) throw new Error(err);
  return (JSON.parse(out) as { state: string }).state;
}

/** Asks until it is so. @throws Error after the limit. */
export async function until(isSo: () => Promise<boolean> | boolean, limitMs = 30_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await Promise.resolve(isSo()).catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`It was not so after ${limitMs} ms: ${String(isSo)}`);
    await pause(20);
  }
}
