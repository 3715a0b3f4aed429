import { noticeDecider, parseStream, type AlertNotified, type NoticeEvent } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { outbox, type OutboxDelivery, type OutboxDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

/** What is on its way out of the house: notices that interrupt, and digests. */
export const outboxProjection: DocumentProjection<OutboxDocument> = {
  name: 'outbox',
  prefixes: ['alert-', 'notice-'],
  collection: outbox,

  idOf(event) {
    if (!takes('outbox', event.type)) return null;
    const stream = parseStream(event.stream);
    if (stream.kind === 'notice') return stream.notice;
    return (event.data as AlertNotified).push === 'now' ? event.id : null;
  },

  evolve(document, event) {
    const stream = parseStream(event.stream);
    if (stream.kind === 'alert') {
      const { staff, about = 'raised', date = '' } = event.data as AlertNotified;
      return begun(event, { staff, alertId: stream.alert, about: { [about]: 1 }, date });
    }
    const told = { type: event.type, data: event.data } as NoticeEvent;
    if (told.type === 'digest-queued.v1') {
      const { staff, alerts, about, date } = told.data;
      return begun(event, { staff, alertId: null, ...(alerts !== undefined && { alerts }), about, date });
    }
    if (document === null) throw new Error(`${event.stream} begins with ${event.type}, and no notice was queued.`);
    return evolved(document, told);
  },
};

function begun(event: RecordedEvent, what: Pick<OutboxDocument, 'staff' | 'alertId' | 'alerts' | 'about' | 'date'>): OutboxDocument {
  const stream = parseStream(event.stream);
  const notice = stream.kind === 'notice' ? stream.notice : event.id;
  const at = event.recordedAt;
  return { district: stream.district, notice, ...what, queuedAt: at, deliveries: null, isOpen: 1, dueAt: at, hasFailed: 0 };
}

function evolved(document: OutboxDocument, event: NoticeEvent): OutboxDocument {
  const before = document.deliveries;
  const after = noticeDecider.evolve(before === null ? null : { deliveries: before }, event)?.deliveries ?? {};
  const deliveries: Record<string, OutboxDelivery> = {};
  for (const [channel, delivery] of Object.entries(after)) {
    deliveries[channel] = { ...delivery, reason: reasonOf(event, channel) ?? before?.[channel]?.reason ?? null };
  }
  return { ...document, deliveries, ...summaryOf(Object.values(deliveries), document) };
}

function summaryOf(
  deliveries: readonly OutboxDelivery[],
  { queuedAt, dueAt }: OutboxDocument,
): Pick<OutboxDocument, 'isOpen' | 'dueAt' | 'hasFailed'> {
  const open = deliveries.filter(({ status }) => status === 'open');
  const [first = dueAt] = open.map(({ retryAt }) => retryAt ?? queuedAt).sort();
  const failed = deliveries.filter(({ status, reason }) => status === 'given-up' || (status === 'open' && reason !== null));
  return { isOpen: open.length > 0 ? 1 : 0, dueAt: first, hasFailed: failed.length > 0 ? 1 : 0 };
}

/** null: the event says nothing of why this channel failed. */
function reasonOf(event: NoticeEvent, channel: string): string | null {
  if (event.type === 'notice-withdrawn.v1' || event.type === 'notice-failed.v1' || event.type === 'notice-given-up.v1') {
    return event.data.channel === channel ? event.data.reason : null;
  }
  return null;
}
