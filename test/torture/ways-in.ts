import type { Directory } from '#libs/directory';
import type { Clock, EventStore } from '#libs/event-sourcing';
import { FirstDays, importEvents, KafkaRecords, readEvents, type Intake } from '../../apps/ingestion/index.js';
import { DISTRICT, type Way } from './plan.js';

/** What a record comes in by, whichever way it has come. */
export interface Door {
  readonly intake: Intake;
  readonly store: EventStore;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** Events as a topic, a file or a request brings them. */
export async function takeIn(way: Way, lines: readonly string[], door: Door): Promise<void> {
  const body = Buffer.from(way === 'file' ? lines.join('\n') : `[${lines.join(',')}]`);
  switch (way) {
    case 'kafka':
      return takeFromTopic(lines, door);
    case 'file':
      await importEvents([{ name: 'a file', open: () => pieces(body) }], { ...door, district: DISTRICT, timeZone: null });
      return;
    case 'http': {
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      await door.intake.take(readEvents({ id: 'a request', headers, body }, door.clock.now().toISOString()).items);
    }
  }
}

async function takeFromTopic(lines: readonly string[], { intake, store, clock }: Door): Promise<void> {
  const firstDays = new FirstDays({ store, clock, timeZone: 'UTC' });
  const records = new KafkaRecords({ intake, firstDays, clock, deadLetters: { send: async () => undefined } });
  const headers = { 'content-type': 'application/cloudevents+json' };
  const place = { topic: 'homeroom.sis.attendance', partition: 0, key: null, headers };
  await records.take(lines.map((line, index) => ({ ...place, offset: String(index), value: Buffer.from(line) })));
}

async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += 4_001) yield content.subarray(from, from + 4_001);
}
