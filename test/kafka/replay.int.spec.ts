import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPLAY_TOPIC, STATUS_TOPIC, statusEventData } from '#libs/contracts';
import { openStores } from '#libs/stores';
import { describeWithServer, obtainKafkaBroker, type KafkaBroker } from '#libs/testing';
import { KafkaDistrict } from './kafka-district.js';

const RULES = 'air-nhsc';

await describeWithServer('a Kafka broker', obtainKafkaBroker, (start) => {
  let broker: KafkaBroker;
  let district: KafkaDistrict;

  beforeAll(async () => {
    broker = await start();
    district = await KafkaDistrict.make(broker, { students: 200, days: 60 });
    await district.topics.makeAnew([STATUS_TOPIC, REPLAY_TOPIC], 4);
  });
  afterAll(async () => {
    await district.end();
    await broker.close();
  });

  const replay = (...args: string[]) =>
    district.homeroom.run(['replay', '--profile', RULES, '--workers', '1', '--to', 'kafka', ...args], {
      environment: { KAFKA_BROKERS: broker.brokers },
    });
  const told = async () =>
    (await district.topics.read(REPLAY_TOPIC)).map(({ key, value }) => ({ key: String(key), event: JSON.parse(String(value)) as Told }));

  describe('A replay that is sent to Kafka', () => {
    it('tells each change of status once, marked as what it is, and the live topic and the log nothing', async () => {
      const before = await head(district);
      const { code, err } = await replay();
      const messages = await told();
      expect([code, err]).toEqual([0, `${messages.length} changes of status were sent to ${REPLAY_TOPIC}.\n`]);
      expect(messages.length).toBeGreaterThan(200);
      expect(new Set(messages.map(({ event }) => event.id)).size).toBe(messages.length);
      for (const { key, event } of messages) {
        expect(key).toBe(`lincoln/${event.subject}`);
        expect(event).toMatchObject({
          type: 'homeroom.on-track.status-changed.v1',
          source: '/districts/lincoln/homeroom-replay',
          replay: true,
          replayprofile: RULES,
          replayversion: '1',
        });
        expect(statusEventData.parse(event.data)).toMatchObject({ studentId: event.subject, profile: RULES });
      }
      expect(await district.topics.read(STATUS_TOPIC)).toEqual([]);
      expect(await head(district)).toBe(before);
    });

    it('ends for each student in the status that the answer has', async () => {
      const last = new Map((await told()).map(({ event }) => [event.subject, event.data.status]));
      const { out } = await replay('--all', '--format', 'json');
      const { students } = JSON.parse(out) as { students: { studentId: string; replayedStatus: string }[] };
      const different = students.filter(({ studentId, replayedStatus }) => last.get(studentId) !== replayedStatus);
      // A recovery is told the next school day.
      expect(different.length).toBeLessThan(students.length / 20);
    });

    it('tells the same again under the same ids, and since a day only what was then', async () => {
      const ids = new Set((await told()).map(({ event }) => event.id));
      const before = (await told()).length;
      expect((await replay('--from', '2025-10-15', '--to', '2025-10-31')).code).toBe(0);
      const again = (await told()).slice(0);
      expect(again.length).toBeGreaterThan(before);
      expect(new Set(again.map(({ event }) => event.id))).toEqual(ids);
    });

    it('makes no topic by itself', async () => {
      const { code, err } = await replay('--topic', 'district.trial');
      expect(code).toBe(1);
      expect(err).toMatch(/no topic district\.trial: homeroom topics ensure/);
    });
  });
});

interface Told {
  readonly id: string;
  readonly subject: string;
  readonly data: { readonly status: string };
}

async function head({ homeroom }: KafkaDistrict): Promise<number> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data }, { clock: homeroom.clock });
  try {
    return await stores.log.head();
  } finally {
    await stores.close();
  }
}
