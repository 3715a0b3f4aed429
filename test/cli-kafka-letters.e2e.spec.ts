import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { deadLetterOf, type Refusal } from '#libs/contracts';
import type { KafkaRecord } from '#libs/kafka';
import { openStores } from '#libs/stores';
import { FirstDays, Intake, KafkaRecords } from '../apps/ingestion/index.js';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

describe('A dead letter that came by Kafka', () => {
  let homeroom: Homeroom;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    await homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input: community({ S1: 'ppp' }).join('\n') });
    const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data });
    await stores.directory.addDeadLetters([letter('1', binary()), letter('2', { body: '' }, 'tombstone')]);
    await stores.close();
  });
  afterAll(() => homeroom.end());

  it('is tried again as the message it was, and a tombstone is passed over', async () => {
    const rows = await homeroom.rows<{ id: string; outcome: string }>('dead-letters', 'retry');
    expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['homeroom.sis.attendance/0/1', 'appended'],
      ['homeroom.sis.attendance/0/2', 'passedOver'],
    ]);
  });
});

interface Counted {
  readonly read: number;
  readonly appended: number;
  readonly unchanged: number;
  readonly deadLettered: number;
  readonly retried: number;
}

describe('Dead letters of Kafka in the counts of the feeds', () => {
  let homeroom: Homeroom;
  beforeAll(async () => void (homeroom = await Homeroom.start()));
  afterAll(() => homeroom.end());

  /** What comes by a topic; given once more, as after a rebalance or a crash, it is read once more. */
  async function deliver(messages: readonly KafkaRecord[]): Promise<void> {
    const { clock } = homeroom;
    const { store, directory, close } = await openStores({ HOMEROOM_DATA_DIR: homeroom.data }, { clock });
    const firstDays = new FirstDays({ store, clock, timeZone: 'UTC' });
    const deadLetters = { send: () => Promise.resolve() };
    await new KafkaRecords({ intake: new Intake({ store, directory, clock }), firstDays, deadLetters, clock }).take(messages);
    await close();
  }

  async function counted(): Promise<Counted> {
    const rows = await homeroom.rows<Counted>('feeds');
    const total = { read: 0, appended: 0, unchanged: 0, deadLettered: 0, retried: 0 };
    for (const row of rows) {
      expect(row.read).toBe(row.appended + row.unchanged + row.deadLettered);
      for (const name of Object.keys(total) as (keyof Counted)[]) total[name] += row[name];
    }
    return total;
  }

  it('add up before and after a retry, one that is interrupted, and messages that are delivered again', async () => {
    const good = community({ S1: 'ppp' }).map((text, offset) => message(offset, { body: text, headers: structured }));
    const { body, headers = {} } = binary();
    const bad = [
      message(100, { body: body.replace('"present"', '"ill"'), headers }),
      message(101, { body: attended('S1', '2025-09-04', 'p').replace('"present"', '"ill"'), headers: structured }),
      message(102, { body: '{', headers: structured }),
    ];
    await deliver([...good, ...bad]);
    const appended = good.length;
    expect(await counted()).toEqual({ read: appended + 3, appended, unchanged: 0, deadLettered: 3, retried: 0 });
    // Refused again: the letters stay, and nothing is counted twice.
    await homeroom.ok('dead-letters', 'retry');
    await deliver(bad);
    expect(await counted()).toEqual({ read: appended + 3, appended, unchanged: 0, deadLettered: 3, retried: 0 });
    mend(homeroom);
    homeroom.clock.set('2025-11-02T12:00:00Z');
    const outcomes = (await homeroom.rows<{ outcome: string }>('dead-letters', 'retry')).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['appended', 'appended', 'deadLettered']);
    expect(await counted()).toEqual({ read: appended + 3, appended: appended + 2, unchanged: 0, deadLettered: 1, retried: 2 });
    const perDay = await homeroom.rows<Counted>('feeds', '--from', '2025-10-31', '--to', '2025-11-02');
    expect(perDay.reduce((sum, { read }) => sum + read, 0)).toBe(appended + 3);
    // Killed before the letters were marked: what is tried again is known by then, and is read once more.
    unmark(homeroom);
    await homeroom.ok('dead-letters', 'retry');
    expect(await counted()).toEqual({ read: appended + 5, appended: appended + 2, unchanged: 2, deadLettered: 1, retried: 2 });
  });
});

const structured = { 'content-type': 'application/cloudevents+json' };

function message(offset: number, { body, headers = {} }: Sent): KafkaRecord {
  const bytes = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)] as const);
  const place = { topic: 'homeroom.sis.attendance', partition: 0, offset: String(offset), key: Buffer.from('lincoln/S1') };
  return { ...place, value: Buffer.from(body), headers: Object.fromEntries(bytes) };
}

/** As an update of the program would mend them: what was refused is a good record now. */
function mend(homeroom: Homeroom): void {
  inDirectory(homeroom, `UPDATE dead_letters SET original = CAST(replace(CAST(original AS TEXT), '"ill"', '"present"') AS BLOB)`);
}

function unmark(homeroom: Homeroom): void {
  inDirectory(homeroom, 'UPDATE dead_letters SET retried_at = NULL');
}

function inDirectory({ data }: Homeroom, sql: string): void {
  const file = new DatabaseSync(join(data, 'directory.sqlite'));
  file.exec(sql);
  file.close();
}

interface Sent {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function letter(offset: string, { body, headers = {} }: Sent, reason: Refusal['reason'] = 'unknown-type') {
  const origin = { kind: 'kafka', topic: 'homeroom.sis.attendance', partition: 0, offset } as const;
  const refusal: Refusal = { reason, message: 'it was not known then' };
  return deadLetterOf({ refusal, origin, headers, original: Buffer.from(body), receivedAt: '2025-10-31T12:00:00.000Z' });
}

function binary(): Sent {
  const data = { studentId: 'S1', schoolId: 's1', schoolYear: 2026, date: '2025-09-20', status: 'present' };
  const { data: body, ...attributes } = JSON.parse(line('attendance-recorded', 'S1', data)) as Record<string, unknown>;
  const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]);
  return {
    body: JSON.stringify(body),
    headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' } as Record<string, string>,
  };
}
