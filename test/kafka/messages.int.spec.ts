import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { DEAD_LETTER_TOPIC } from '#libs/contracts';
import type { NewKafkaRecord } from '#libs/kafka';
import type { Stores } from '#libs/stores';
import { describeWithServer, obtainKafkaBroker, type KafkaBroker } from '#libs/testing';
import { KafkaDistrict, messageOf } from './kafka-district.js';

const topic = 'homeroom.sis.attendance';
const structured = { 'content-type': 'application/cloudevents+json' };

await describeWithServer('a Kafka broker', obtainKafkaBroker, (start) => {
  let broker: KafkaBroker;
  let district: KafkaDistrict;
  let stores: Stores;
  let folders = 0;
  let folder = '';

  beforeAll(async () => {
    broker = await start();
    district = await KafkaDistrict.make(broker, { students: 60, days: 12 });
  });
  afterAll(async () => {
    await district.end();
    await broker.close();
  });
  beforeEach(async () => {
    await district.emptyTopics();
    folder = `messages-${++folders}`;
    stores = await district.open(folder);
  });

  async function takeAll(): Promise<void> {
    const intake = district.join(folder, stores);
    await district.caughtUp(folder);
    await intake.stop();
  }

  async function deadLetters() {
    const kept = (await stores.directory.deadLetters({ limit: 1000 })).letters;
    const sent = await district.topics.read(DEAD_LETTER_TOPIC);
    return { kept, sent };
  }

  async function stateAfterwards(): Promise<string> {
    await stores.close();
    return district.stateIn(folder);
  }

  describe('A district that is sent through Kafka', () => {
    it('comes to the same state as from a file, with its duplicates, disorder and corrections', async () => {
      await district.send();
      await takeAll();
      expect(await deadLetters()).toEqual({ kept: [], sent: [] });
      expect(await stateAfterwards()).toBe(district.state);
    });

    it('comes to the same state in binary mode, sent twice and compressed in every way that is read', async () => {
      const binary = district.lines.map((line) => binaryOf(line));
      await district.topics.sendCompressed('zstd', binary);
      await district.topics.sendCompressed('gzip', district.lines.map(messageOf));
      await takeAll();
      expect(await deadLetters()).toEqual({ kept: [], sent: [] });
      expect(await stateAfterwards()).toBe(district.state);
    });
  });

  describe('A message that is no record', () => {
    it('is kept with its key, bytes and headers, in the topic and in the directory, and holds up nothing', async () => {
      const bytes = gzipSync('no JSON at all');
      const bad: NewKafkaRecord[] = [
        { topic, key: 'lincoln/s1', value: bytes, headers: { ...structured, 'x-source': ['a', 'b'], authorization: 'secret' } },
        { topic, key: 'lincoln/s1', value: null, headers: structured },
        { topic, key: null, value: '{}', headers: {} },
        { topic, key: 'lincoln/s1', value: JSON.stringify({ data: 'x'.repeat(600_000) }), headers: structured },
      ];
      await district.producer.send([...bad, ...district.lines.map(messageOf), ...bad]);
      await takeAll();
      const { kept, sent } = await deadLetters();
      expect(sent).toHaveLength(8);
      expect(kept).toHaveLength(8);
      const first = sent.find(({ value }) => value?.equals(bytes));
      const letter = kept.find(({ id }) => id === String(first?.headers?.['homeroom-origin']));
      expect(first?.key?.toString()).toBe('lincoln/s1');
      expect(JSON.parse(JSON.stringify(texts(first?.headers)))).toMatchObject({
        'content-type': 'application/cloudevents+json',
        'x-source': ['a', 'b'],
        'homeroom-reason': 'unparseable',
        'homeroom-message': letter?.message,
      });
      expect(letter?.origin).toMatchObject({ kind: 'kafka', topic });
      expect(Buffer.from((await stores.directory.deadLetter(letter?.id ?? ''))?.original ?? []).equals(bytes)).toBe(true);
      expect(JSON.stringify(letter)).not.toContain('secret');
      const reasons = sent.map(({ headers }) => String(headers?.['homeroom-reason'])).sort();
      expect(reasons).toEqual(['tombstone', 'too-large', 'unparseable', 'unsupported-content-type'].flatMap((reason) => [reason, reason]));
      expect(sent.find(({ headers }) => String(headers?.['homeroom-reason']) === 'tombstone')).toMatchObject({ value: null });
      expect(sent.filter(({ value }) => (value?.byteLength ?? 0) > 600_000)).toHaveLength(2);
      expect(await stateAfterwards()).toBe(district.state);
    });

    it('is known by its place when it is delivered again: one letter in the directory, the same origin in the topic', async () => {
      const [good = ''] = district.lines;
      await district.producer.send([
        { topic, key: 'k', value: 'garbage' },
        { ...binaryOf(good), topic: 'homeroom.sis.grades' },
      ]);
      await takeAll();
      const intake = district.join(`${folder}-again`, stores);
      await district.caughtUp(`${folder}-again`);
      await intake.stop();
      const { kept, sent } = await deadLetters();
      expect([kept.length, sent.length]).toEqual([1, 2]);
      expect(new Set(sent.map(({ headers }) => String(headers?.['homeroom-origin'])))).toEqual(new Set(kept.map(({ id }) => id)));
    });

    it('does not hold up a partition that has nothing else', async () => {
      const garbage = Array.from({ length: 3_000 }, (_, index) => ({ topic, key: 'same', value: `garbage ${index}` }));
      await district.producer.send([...garbage, ...district.lines.map(messageOf)]);
      await takeAll();
      expect((await district.topics.read(DEAD_LETTER_TOPIC)).length).toBe(3_000);
      expect((await stores.directory.countDeadLetters()).map(({ waiting }) => waiting)).toEqual([3_000]);
      expect(await stateAfterwards()).toBe(district.state);
    });
  });
});

/** The same event with its attributes in headers. */
function binaryOf(line: string): NewKafkaRecord {
  const { data, datacontenttype, ...attributes } = JSON.parse(line) as Record<string, unknown>;
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]));
  return { ...messageOf(line), value: JSON.stringify(data), headers: { ...headers, 'content-type': String(datacontenttype) } };
}

function texts(headers: object | undefined): Record<string, unknown> {
  const text = (value: unknown): unknown => (Array.isArray(value) ? value.map(text) : String(value));
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, text(value)]));
}
