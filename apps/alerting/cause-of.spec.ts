import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder } from '#libs/testing';
import { startAlerting } from './start-alerting.js';

const KIM = 'aa000000000000000000000000000001';
const recordedAt = '2025-10-13T09:00:00.000Z';

async function originsAfter(cause: object): Promise<unknown[]> {
  const { store, log } = openMemoryEventStore();
  const history = new AlertHistoryBuilder(store);
  await history.advocate('ann', KIM);
  await history.day('2025-10-13');
  await history.status(KIM, 'off-track', '2025-10-13', { cause: { id: 'r', position: 1, type: 'attendance-recorded.v1', ...cause } });
  await (await startAlerting({ store, log, models: openMemoryReadModels() }, { once: true })).run();
  const origins: unknown[] = [];
  for await (const { events } of log.read({ prefixes: ['alert-'] })) origins.push(...events.map(({ metadata }) => metadata.originAt));
  return origins;
}

describe('what alerting writes', () => {
  it('says when the record was appended that it follows from, so that it can be timed from there', async () => {
    expect(await originsAfter({ recordedAt })).toEqual([recordedAt, recordedAt, recordedAt]);
  });

  it('is timed from the status where an old one does not say', async () => {
    const origins = await originsAfter({});
    expect(origins).toHaveLength(3);
    expect(origins).not.toContain(recordedAt);
    expect(origins).not.toContain(undefined);
  });
});
