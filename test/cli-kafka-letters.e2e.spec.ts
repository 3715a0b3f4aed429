import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterOf, type Refusal } from '#libs/contracts';
import { openStores } from '#libs/stores';
import { Homeroom } from './homeroom.js';
import { community, line } from './native-events.js';

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
