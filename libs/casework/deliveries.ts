import { noticeStream, type AlertNotified, type DigestQueued } from '#libs/domain';
import type { EventStore, ReadModels, RecordedEvent } from '#libs/event-sourcing';
import { outbox, type OutboxDocument } from '#libs/views';

/** One thing that became of a notice outside the inbox: queued, sent, failed, given up and so on, as the log has it. */
export interface DeliveryStep {
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A notice is in the next digest of its reader; so many of those that came since are looked into. */
const MOST_DIGESTS = 5;
/** A reader has one a school day: those of some years. */
const MOST_LOOKED_AT = 1_000;

interface Sources {
  readonly store: EventStore;
  readonly models: ReadModels;
}

/** What became of a notice: of its own stream, or of the digest that told of it. */
export async function readDeliveries(sources: Sources, district: string, notified: RecordedEvent): Promise<readonly DeliveryStep[]> {
  const { push } = notified.data as AlertNotified;
  const notice = push === 'digest' ? await digestOf(sources, district, notified) : notified.id;
  if (notice === null) return [];
  const events = await sources.store.readStream(noticeStream(district, notice));
  return events.map(({ recordedAt, type, data }) => ({ at: recordedAt, type, data: data as DeliveryStep['data'] }));
}

/** The first of the reader's digests that tells of the notice; found in the outbox, for a year of notices is long to look through. */
async function digestOf({ store, models }: Sources, district: string, { id, position, data }: RecordedEvent): Promise<string | null> {
  const { staff } = data as AlertNotified;
  const digests = { index: 'byAlert', equals: [district, staff, null], order: 'descending', limit: MOST_LOOKED_AT } as const;
  const { documents } = await models.collection<OutboxDocument>(outbox).find(digests);
  const since = documents.filter((document) => document.position > position).toReversed();
  for (const { body } of since.slice(0, MOST_DIGESTS)) {
    const [queued] = await store.readStream(noticeStream(district, body.notice));
    if ((queued?.data as DigestQueued | undefined)?.notices.includes(id) === true) return body.notice;
  }
  return null;
}
