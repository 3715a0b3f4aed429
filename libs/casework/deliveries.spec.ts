import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { noticeStream } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { NO_STREAM, type EventStore, type ReadModels, type RecordedEvent } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { outbox, type OutboxDocument } from '#libs/views';
import { readDeliveries } from './deliveries.js';

const staff = 'cc000000000000000000000000000001';
let store: EventStore;
let models: ReadModels;
let position: number;

beforeEach(() => {
  ({ store } = openMemoryEventStore());
  models = openMemoryReadModels();
  position = 10;
});

/** A notice of an alert that waits for a digest. */
function waiting(): RecordedEvent {
  const data = { staff, channel: 'inbox', about: 'raised', push: 'digest' };
  const recordedAt = '2025-10-01T16:00:00Z';
  const recorded = { stream: 'alert-cc.d1.x', revision: 1, type: 'alert-notified.v1', recordedAt, superseded: false, metadata: {} };
  return { ...recorded, id: randomUUID(), position: position++, data };
}

/** A digest that tells of some notices and is sent; as it stands in the log and in the outbox. */
async function digestOf(told: readonly RecordedEvent[], of = staff): Promise<void> {
  const notice = randomUUID();
  const queued = { staff: of, date: '2025-10-01', hour: 16, notices: told.map(({ id }) => id), about: { raised: told.length } };
  const events = [
    { id: randomUUID(), type: 'digest-queued.v1', data: queued, metadata: {} },
    { id: randomUUID(), type: 'notice-sent.v1', data: { staff: of, notices: told.length }, metadata: {} },
  ];
  await store.append({ stream: noticeStream('d1', notice), expectedRevision: NO_STREAM, events });
  const at = `2025-10-01T16:00:${position}Z`;
  const known = { district: 'd1', notice, staff: of, alertId: null, about: {}, date: '2025-10-01', deliveries: {} };
  const body: OutboxDocument = { ...known, queuedAt: at, dueAt: at, isOpen: 0, hasFailed: 0 };
  await models.collection<OutboxDocument>(outbox).write([{ id: notice, previous: null, position: position++, body }]);
}

const told = async (notified: RecordedEvent) =>
  (await readDeliveries({ store, models }, 'd1', notified)).map(({ type, data }) => [type, data['notices']]);

describe('What became of a notice that waited', () => {
  it('is what became of the digest that told of it', async () => {
    const before = waiting();
    await digestOf([before]);
    const notice = waiting();
    await digestOf([waiting()]);
    await digestOf([notice, waiting()], 'cc000000000000000000000000000002');
    expect(await told(notice)).toEqual([]);
    await digestOf([notice]);
    await digestOf([waiting(), waiting()]);
    expect(await told(notice)).toEqual([
      ['digest-queued.v1', [notice.id]],
      ['notice-sent.v1', 1],
    ]);
    expect(await told(before)).toHaveLength(2);
  });
});
