import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { DEAD_LETTER_TOPIC, sisTopics } from '#libs/contracts';
import { KafkajsRecordProducer } from '#libs/kafka';
import { openStores } from '#libs/stores';
import { describeWithServer, KafkaTopics, obtainKafkaBroker, type KafkaBroker } from '#libs/testing';
import { Distributed } from '../distributed.js';
import { headOf } from '../homeroom-process.js';
import { Homeroom } from '../homeroom.js';
import { simulatedFile, type SimulatedFile } from '../simulated-file.js';
import { messageOf, until } from './kafka-district.js';

const KILLS = 10;
const GROUP = 'killed';

await describeWithServer('a Kafka broker', obtainKafkaBroker, (start) => {
  let broker: KafkaBroker;
  let topics: KafkaTopics;
  let homeroom: Homeroom;
  let simulated: SimulatedFile;
  let processes: Distributed;

  beforeAll(async () => {
    broker = await start();
    topics = new KafkaTopics(broker.brokers);
    await topics.makeAnew([...sisTopics, DEAD_LETTER_TOPIC], 4);
    homeroom = await Homeroom.start();
    simulated = await simulatedFile(homeroom, 240, 30);
    const kafka = { KAFKA_BROKERS: broker.brokers, KAFKA_GROUP_ID: GROUP, KAFKA_SESSION_MS: '1000' };
    processes = await Distributed.in(homeroom.folder, kafka);
  });
  afterAll(async () => {
    await processes.kill();
    await homeroom.end();
    await broker.close();
  });

  describe('The ingestion process', () => {
    it(`that is killed ${KILLS} times while it takes in from Kafka comes to the same state, nothing lost and nothing twice`, async () => {
      const connection = { KAFKA_BROKERS: broker.brokers, KAFKA_CLIENT_ID: 'sis', KAFKA_TLS: 'off' } as const;
      const producer = new KafkajsRecordProducer({ connection, logger: pino({ level: 'silent' }) });
      const garbage = Array.from({ length: 50 }, (_, index) => ({ topic: sisTopics[1], key: String(index), value: `garbage ${index}` }));
      await producer.send([...simulated.lines.map(messageOf), ...garbage]);
      await producer.close();
      const head = await factsIn(simulated.embedded);
      const heads: number[] = [];
      for (let kill = 1; kill <= KILLS; kill++) {
        const service = processes.begin('ingestion');
        await until(() => (headOf(processes.data) ?? 0) >= (head * kill) / (KILLS + 1));
        await service.kill();
        heads.push(headOf(processes.data) ?? 0);
      }
      console.log(`killed at ${heads.join(', ')} of ${head}`);
      await processes.start('ingestion');
      await until(async () => (await topics.lagOf(GROUP, sisTopics)) === 0, 60_000);
      expect(await processes.service('ingestion').stop()).toBe(0);
      expect(headOf(processes.data)).toBe(head);
      expect(await processes.state()).toBe(await processes.state(simulated.embedded));
      const origins = (await topics.read(DEAD_LETTER_TOPIC)).map(({ headers }) => String(headers?.['homeroom-origin']));
      expect(new Set(origins).size).toBe(garbage.length);
    });

    it('ends with the reason where a topic is missing', async () => {
      await topics.remove(['homeroom.sis.grades']);
      const service = processes.begin('ingestion');
      expect(await service.ended).toBe(1);
      expect(service.output).toMatch(/Kafka has no topic homeroom\.sis\.grades: homeroom topics ensure makes what is missing/);
    });
  });

  describe('The command line', () => {
    it('makes the topics, says what is, and refuses where one differs', async () => {
      const environment = { KAFKA_BROKERS: broker.brokers };
      await topics.remove([...sisTopics, DEAD_LETTER_TOPIC]);
      const ensure = (...args: string[]) => homeroom.run(['topics', 'ensure', ...args, '--format', 'ndjson'], { environment });
      expect((await ensure()).err).toMatch(/3 replicas need as many brokers, but there are 1: give --replication 1/);
      const made = await ensure('--partitions', '3', '--replication', '1');
      expect([made.code, made.err]).toEqual([0, '']);
      expect(made.out.match(/"outcome":"created"/g)).toHaveLength(7);
      expect((await ensure('--partitions', '3', '--replication', '1')).out.match(/"outcome":"as-wanted"/g)).toHaveLength(7);
      const differing = await ensure('--partitions', '4', '--replication', '1');
      expect([differing.code, differing.err]).toEqual([1, expect.stringContaining('are not as wanted: change by hand') as unknown]);
      expect(differing.out).toMatch(/partitions is 3, wanted 4/);
    });

    it('sends a simulated district to the topics, each student in order', async () => {
      const environment = { KAFKA_BROKERS: broker.brokers };
      const size = ['--students', '60', '--days', '10', '--seed', '3', '--district', 'lincoln'];
      const { code, out } = await homeroom.run(['simulate', ...size, '--to', 'kafka'], { environment });
      expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ events were sent to Kafka\.\n$/)]);
      const file = (await homeroom.run(['simulate', ...size, '--to', 'file'])).out.trimEnd().split('\n');
      for (const topic of sisTopics) {
        const sent = Map.groupBy(await topics.read(topic), ({ key }) => String(key));
        const wanted = Map.groupBy(
          file.map(messageOf).filter((record) => record.topic === topic),
          ({ key }) => String(key),
        );
        expect(sent.size).toBe(wanted.size);
        for (const [key, messages] of sent)
          expect(messages.map(({ value }) => String(value))).toEqual(wanted.get(key)?.map(({ value }) => value));
      }
    });
  });
});

/** Events that were taken in, without those that were made of them. */
async function factsIn(folder: string): Promise<number> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: folder });
  let facts = 0;
  for await (const { events } of stores.log.read()) facts += events.filter(({ stream }) => !/^(status|alert)-/.test(stream)).length;
  await stores.close();
  return facts;
}
