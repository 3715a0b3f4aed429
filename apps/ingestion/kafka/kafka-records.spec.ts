import { beforeEach, describe, expect, it } from '@jest/globals';
import { cloudEventOf } from '#libs/contracts';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import type { KafkaRecord, NewKafkaRecord } from '#libs/kafka';
import { attendanceRecord } from '#libs/testing';
import { FirstDays } from '../day/first-days.js';
import type { IntakeItem, IntakeOutcome } from '../intake/intake-item.js';
import { KafkaRecords } from './kafka-records.js';

const headers = { 'content-type': Buffer.from('application/cloudevents+json') };
const event = JSON.stringify(cloudEventOf({ ...attendanceRecord('present'), id: 'e1' }));

function record(offset: number, value: string | null, more: KafkaRecord['headers'] = {}): KafkaRecord {
  const bytes = value === null ? null : Buffer.from(value);
  return {
    topic: 'homeroom.sis.attendance',
    partition: 3,
    offset: String(offset),
    key: Buffer.from('lincoln/s1'),
    value: bytes,
    headers: { ...headers, ...more },
  };
}

describe('messages of Kafka', () => {
  let done: (readonly [string, readonly (NewKafkaRecord | IntakeItem)[]])[];
  let failing: boolean;
  let records: KafkaRecords;

  beforeEach(() => {
    [done, failing] = [[], false];
    const clock = new FixedClock('2025-10-31T12:00:00Z');
    const { store } = openMemoryEventStore({ clock });
    records = new KafkaRecords({
      clock,
      firstDays: new FirstDays({ store, clock, timeZone: 'UTC' }),
      deadLetters: {
        send: async (letters) => {
          if (failing) throw new Error('the broker is away');
          done.push(['sent', letters]);
        },
      },
      intake: {
        take: async (items) => {
          done.push(['taken', items]);
          return items.map((item): IntakeOutcome =>
            'deadLetter' in item
              ? { outcome: 'deadLettered', ...item }
              : { outcome: 'appended', name: item.record.name, stream: 's', date: null },
          );
        },
      },
    });
  });

  it('are taken in their order, what is refused after it stands in the dead-letter topic', async () => {
    await records.take([record(7, event), record(8, '{'), record(9, null), record(10, event)]);
    const [[first, letters] = [], [second, items] = []] = done;
    expect([first, second]).toEqual(['sent', 'taken']);
    expect(letters).toMatchObject([
      {
        topic: 'homeroom.sis.dead-letters',
        headers: { 'homeroom-origin': 'homeroom.sis.attendance/3/8', 'homeroom-reason': 'unparseable' },
      },
      { value: null, headers: { 'homeroom-reason': 'tombstone' } },
    ]);
    expect(items).toMatchObject([
      { record: { subject: 's1' } },
      { deadLetter: { reason: 'unparseable', district: 'lincoln' } },
      { deadLetter: { reason: 'tombstone', district: 'lincoln' } },
      { record: { subject: 's1' } },
    ]);
    expect(records.counts).toEqual({ read: 4, appended: 2, unchanged: 0, deadLettered: 2 });
  });

  it('are not taken in where what was refused could not be sent', async () => {
    failing = true;
    await expect(records.take([record(7, event), record(8, '{')])).rejects.toThrow('the broker is away');
    expect([done, records.counts.read]).toEqual([[], 0]);
  });

  it('keep in the directory only the headers that belong to the event, in the topic all of them', async () => {
    await records.take([record(8, '{', { authorization: 'secret', ce_id: 'e1' })]);
    const [[, letters] = [], [, items] = []] = done;
    expect(items).toMatchObject([{ deadLetter: { headers: { 'content-type': 'application/cloudevents+json', ce_id: 'e1' } } }]);
    expect(JSON.stringify(items)).not.toContain('secret');
    expect(letters).toMatchObject([{ headers: { authorization: 'secret', ce_id: 'e1' } }]);
  });

  it('that are longer than the dead-letter topic takes are cut there, and say so', async () => {
    await records.take([record(8, 'x'.repeat(2_000_000))]);
    const letter = done[0]?.[1][0] as NewKafkaRecord;
    expect(letter.value).toHaveLength(1_900_000);
    expect(letter.headers).toMatchObject({ 'homeroom-cut-from-bytes': '2000000', 'homeroom-reason': 'too-large' });
  });
});
