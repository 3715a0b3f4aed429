import { parseStream, type AlertEvent } from '#libs/domain';
import type { DocumentProjection } from '#libs/event-sourcing';
import { inboxes, type InboxDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

/** The newest notices that an inbox holds; older ones are found among the alerts. */
const INBOX_LIMIT = 500;

type Notified = Extract<AlertEvent, { type: 'alert-notified.v1' }>['data'];

/** One document for each member of staff who was told of something. */
export const inboxProjection: DocumentProjection<InboxDocument> = {
  name: 'inboxes',
  prefixes: ['alert-'],
  collection: inboxes,

  idOf(event) {
    if (!takes('inboxes', event.type)) return null;
    return (event.data as Notified).staff;
  },

  evolve(inbox, event) {
    const stream = parseStream(event.stream);
    if (stream.kind !== 'alert') throw new Error(`${event.stream} is not the stream of an alert.`);
    const { staff, about = 'raised' } = event.data as Notified;
    const entry = { alertId: stream.alert, at: event.recordedAt, about };
    const others = (inbox?.alerts ?? []).filter(({ alertId }) => alertId !== stream.alert);
    return { district: stream.district, staff, alerts: [...others, entry].slice(-INBOX_LIMIT) };
  },
};
