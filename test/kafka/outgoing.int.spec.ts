import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STATUS_TOPIC, statusEventData } from '#libs/contracts';
import type { NewKafkaRecord } from '#libs/kafka';
import { describeWithServer, obtainKafkaBroker, type KafkaBroker } from '#libs/testing';
import { openStores, type Stores } from '#libs/stores';
import { outgoingStage } from '../../apps/projections/index.js';
import { KafkaDistrict } from './kafka-district.js';

await describeWithServer('a Kafka broker', obtainKafkaBroker, (start) => {
  let broker: KafkaBroker;
  let district: KafkaDistrict;
  let stores: Stores;

  beforeAll(async () => {
    broker = await start();
    district = await KafkaDistrict.make(broker, { students: 300, days: 40 });
    stores = await openStores({ HOMEROOM_DATA_DIR: district.homeroom.data }, { clock: district.homeroom.clock });
    await district.topics.makeAnew([STATUS_TOPIC], 4);
  });
  afterAll(async () => {
    await stores.close();
    await district.end();
    await broker.close();
  });

  const tell = async (parts: Partial<Parameters<typeof outgoingStage>[0]> = {}): Promise<void> => {
    const stage = outgoingStage({ ...stores, producer: district.producer, ...parts });
    for (const runner of (await stage({ once: true }, stores.models)).values()) await runner.run();
  };

  async function recorded(): Promise<string[]> {
    const ids: string[] = [];
    for await (const { events } of stores.log.read({ prefixes: ['status-'] })) ids.push(...events.map(({ id }) => id));
    return ids;
  }

  const told = async () =>
    (await district.topics.read(STATUS_TOPIC)).map(({ key, value }) => ({ key: String(key), event: JSON.parse(String(value)) as Told }));

  describe('Changes of status', () => {
    it('that were told before a crash are told again under the same ids, and none is left out', async () => {
      const send = async (records: readonly NewKafkaRecord[]): Promise<void> => {
        await district.producer.send(records);
        throw new Error('killed');
      };
      await expect(tell({ producer: { send } })).rejects.toThrow('killed');
      await tell();
      const ids = await recorded();
      expect(ids.length).toBeGreaterThan(100);
      const messages = await told();
      expect(new Set(messages.map(({ event }) => event.id))).toEqual(new Set(ids));
      expect(messages.length).toBeGreaterThan(ids.length);
    });

    it('are told once otherwise, by the district’s own ids, and as the schema says', async () => {
      const before = (await told()).length;
      await tell();
      const messages = await told();
      expect(messages).toHaveLength(before);
      for (const { key, event } of messages) {
        expect(key).toBe(`lincoln/${event.subject}`);
        expect(event).toMatchObject({ type: 'homeroom.on-track.status-changed.v1', source: '/districts/lincoln/homeroom' });
        expect(statusEventData.parse(event.data).studentId).toBe(event.subject);
      }
    });
  });
});

interface Told {
  readonly id: string;
  readonly subject: string;
  readonly data: unknown;
}
