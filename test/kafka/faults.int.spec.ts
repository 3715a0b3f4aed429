import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sisTopics } from '#libs/contracts';
import { KafkaGivenUpError, TopicsError } from '#libs/kafka';
import { describeWithServer, obtainKafkaBroker, type KafkaBroker } from '#libs/testing';
import type { Stores } from '#libs/stores';
import { KafkaDistrict, until } from './kafka-district.js';

/** So long does each append last, so that faults meet work in hand. */
const slowMs = 60;
/** So often does a third member join and leave. */
const ROUNDS = 20;
/** What happens right after a join happens before the first heartbeat. */
const lateBeats = { sessionMs: 4_000, heartbeatMs: 3_000 };

await describeWithServer('a Kafka broker', obtainKafkaBroker, (start) => {
  let broker: KafkaBroker;
  let district: KafkaDistrict;
  let stores: Stores;
  let folders = 0;
  let group = '';

  beforeAll(async () => {
    broker = await start();
    district = await KafkaDistrict.make(broker, { students: 300, days: 40 });
  });
  afterAll(async () => {
    await district.end();
    await broker.close();
  });
  afterEach(async () => {
    await broker.server?.start().catch(() => undefined);
    await district.stopMembers();
  });
  beforeEach(async () => {
    group = `faults-${++folders}`;
    stores = await district.open(group);
    await district.emptyTopics();
  });

  const total = (): number => district.lines.length;

  async function sameState(): Promise<void> {
    await stores.close();
    expect(await district.stateIn(group)).toBe(district.state);
  }

  /** Some of the records are taken in, and others are not yet. */
  async function inTheMiddle(read: () => number): Promise<void> {
    await until(() => read() > total() / 5);
    expect(read()).toBeLessThan(total());
  }

  describe('A broker', () => {
    it('that is killed in the middle of a batch and away for a while is waited for, and health says so meanwhile', async () => {
      const { server } = broker;
      if (server === null) return;
      await district.send();
      const intake = district.join(group, stores, { slowMs });
      await inTheMiddle(() => intake.counts.read);
      await server.kill();
      await until(async () =>
        (await intake.troubles()).some(({ what, serious }) => serious && /^Kafka is held up .*[2-9] tries/.test(what)),
      );
      await server.start();
      await district.caughtUp(group);
      await until(async () => (await intake.troubles()).length === 0);
      await intake.stop();
      await sameState();
    });

    it('that does not come back ends the process with the reason', async () => {
      const { server } = broker;
      if (server === null) return;
      await district.send();
      const intake = district.join(group, stores, { slowMs, timing: { giveUpAfterMs: 1_000 } });
      await inTheMiddle(() => intake.counts.read);
      await server.kill();
      await expect(intake.failed).rejects.toThrow(KafkaGivenUpError);
      await expect(intake.failed).rejects.toThrow(/Kafka did not work for 1 s; the last reason/);
      await server.start();
      await intake.stop();
      const next = district.join(group, stores);
      await district.caughtUp(group);
      await next.stop();
      await sameState();
    });
  });

  describe('A member of the group', () => {
    it('that joins and leaves, again and again, loses and repeats nothing that matters', async () => {
      await district.send();
      const members = [district.join(group, stores, { slowMs }), district.join(group, stores, { slowMs })];
      const read = (): number => members.reduce((sum, intake) => sum + intake.counts.read, 0);
      await until(() => read() > 0);
      for (let round = 0; round < ROUNDS; round++) {
        const third = district.join(group, stores, { slowMs });
        members.push(third);
        await until(async () => (await district.topics.membersOf(group)) === 3);
        await third.stop();
      }
      await district.caughtUp(group);
      for (const intake of members) {
        expect(await intake.troubles()).toEqual([]);
        await intake.stop();
      }
      expect(await district.topics.membersOf(group)).toBe(0);
      await sameState();
    });

    it('that stops finishes what is in hand and leaves at once', async () => {
      await district.send();
      const intake = district.join(group, stores, { slowMs });
      await inTheMiddle(() => intake.counts.read);
      await intake.stop();
      expect(await district.topics.membersOf(group)).toBe(0);
      const left = await district.topics.lagOf(group, sisTopics);
      expect(left).toBe(total() - intake.counts.read);
      const next = district.join(group, stores);
      await district.caughtUp(group);
      expect(next.counts.read).toBe(left);
      await next.stop();
      await sameState();
    });
  });

  describe('An event store', () => {
    it('that does not work for a while holds up the partitions, and nothing is skipped', async () => {
      await district.send();
      let failures = 12;
      const failing = (): void => {
        if (failures-- > 0) throw new Error('the disk is full');
      };
      const intake = district.join(group, stores, { before: failing });
      await until(async () =>
        (await intake.troubles()).some(({ what }) => /homeroom\.sis\.\w+\/\d is held up .*the disk is full/.test(what)),
      );
      await district.caughtUp(group);
      expect([failures < 0, await intake.troubles(), intake.counts.read]).toEqual([true, [], total()]);
      await intake.stop();
      await sameState();
    });

    it('that does not come back ends the process with the reason, and nothing is skipped', async () => {
      await district.send();
      const failing = (): void => {
        throw new Error('the disk is full');
      };
      const intake = district.join(group, stores, { before: failing, timing: { giveUpAfterMs: 500 } });
      await expect(intake.failed).rejects.toThrow(/could not be taken in for \d+ s; the last reason: Error: the disk is full/);
      await intake.stop();
      expect(await district.topics.lagOf(group, sisTopics)).toBe(total());
      await stores.close();
    });
  });

  describe('A topic', () => {
    it('that is missing at the start, or has another number of partitions, is told', async () => {
      await district.topics.remove(['homeroom.sis.grades']);
      await expect(district.join(group, stores).failed).rejects.toThrow(/no topic homeroom\.sis\.grades: homeroom topics ensure/);
      await district.topics.makeAnew(['homeroom.sis.grades'], 2);
      const intake = district.join(group, stores);
      await expect(intake.failed).rejects.toThrow(TopicsError);
      await expect(intake.failed).rejects.toThrow(/homeroom\.sis\.grades has 2/);
      await stores.close();
    });

    it('that is deleted and made anew is told, and all that is sent again is taken in', async () => {
      await district.send();
      const intake = district.join(group, stores, { slowMs, timing: lateBeats });
      await inTheMiddle(() => intake.counts.read);
      await district.topics.remove(sisTopics);
      await until(async () => (await intake.troubles()).some(({ what }) => what.includes('Kafka has no topic')));
      await district.emptyTopics();
      await district.send();
      await until(async () => (await intake.troubles()).some(({ what }) => /made anew/.test(what)));
      await district.caughtUp(group);
      await intake.stop();
      await sameState();
    });

    it('that has lost messages before they were taken in is told, with how many', async () => {
      await district.send();
      const first = district.join(group, stores, { slowMs });
      await until(async () => (await district.topics.committed(group, 'homeroom.sis.attendance', 0)) > 0);
      await first.stop();
      await district.send();
      const wanted = await district.topics.committed(group, 'homeroom.sis.attendance', 0);
      await district.topics.removeBefore('homeroom.sis.attendance', 0, wanted + 3);
      const intake = district.join(group, stores);
      await district.caughtUp(group);
      expect(await intake.troubles()).toEqual([
        {
          serious: false,
          what: expect.stringMatching(
            `^homeroom.sis.attendance/0: offsets ${wanted} to ${wanted + 2} were removed .* 3 messages at most are LOST`,
          ) as unknown,
        },
      ]);
      expect(first.counts.read + intake.counts.read).toBe(2 * total() - 3);
      await intake.stop();
      await stores.close();
    });
  });
});
