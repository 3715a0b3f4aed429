import { parseStream, type AlertEvent, type AlertRaised, type Route } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { alerts, type AlertDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';
import { evolveAlertDocument } from './alert-fold.js';

const unrouted: Route = { role: 'nobody', staff: [] };

/** Alerts with their history, from the alert streams. */
export const alertsProjection: DocumentProjection<AlertDocument> = {
  name: 'alerts',
  prefixes: ['alert-'],
  collection: alerts,

  idOf(event) {
    if (!takes('alerts', event.type)) return null;
    const stream = parseStream(event.stream);
    return stream.kind === 'alert' ? stream.alert : null;
  },

  evolve(alert, event) {
    const told = event as RecordedEvent & AlertEvent;
    if (told.type === 'alert-raised.v1') return raised(event, told.data);
    if (alert === null) throw new Error(`${event.stream} begins with ${event.type} and not with alert-raised.v1.`);
    return evolveAlertDocument(alert, told);
  },
};

function raised(event: RecordedEvent, data: AlertRaised): AlertDocument {
  const stream = parseStream(event.stream);
  if (stream.kind !== 'alert') throw new Error(`${event.stream} is not the stream of an alert.`);
  return {
    ...data,
    district: stream.district,
    alertId: stream.alert,
    state: 'open',
    ended: null,
    endedAsOf: null,
    outcome: null,
    raisedAt: event.recordedAt,
    route: unrouted,
    isUnowned: 1,
    acknowledgedBy: null,
    isWaiting: 1,
    snoozedUntil: null,
    escalations: 0,
    mergedInto: null,
    history: [{ what: 'raised', at: event.recordedAt }],
  };
}
