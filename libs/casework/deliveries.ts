import { noticeStream, parseStream, type AlertNotified, type DigestQueued } from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';

/** One thing that became of a notice outside the inbox: queued, sent, failed, given up and so on, as the log has it. */
export interface DeliveryStep {
  readonly at: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A digest comes within a school day or two: so many events of notices are looked through for it. */
const MOST_LOOKED_AT = 20_000;

/** What became of a notice: of its own stream, or of the digest that told of it. */
export async function readDeliveries(
  { store, log }: { readonly store: EventStore; readonly log: EventLog },
  district: string,
  notified: RecordedEvent,
): Promise<readonly DeliveryStep[]> {
  const { push } = notified.data as AlertNotified;
  const notice = push === 'digest' ? await digestOf(log, notified) : notified.id;
  if (notice === null) return [];
  const events = await store.readStream(noticeStream(district, notice));
  return events.map(({ recordedAt, type, data }) => ({ at: recordedAt, type, data: data as DeliveryStep['data'] }));
}

async function digestOf(log: EventLog, { id, position }: RecordedEvent): Promise<string | null> {
  let lookedAt = 0;
  for await (const { events } of log.read({ after: position, prefixes: ['notice-'] })) {
    const digest = events.find(({ type, data }) => type === 'digest-queued.v1' && (data as DigestQueued).notices.includes(id));
    if (digest !== undefined) {
      const stream = parseStream(digest.stream);
      return stream.kind === 'notice' ? stream.notice : null;
    }
    lookedAt += events.length;
    if (lookedAt >= MOST_LOOKED_AT) break;
  }
  return null;
}
