import { parseStream, type AlertEvent, type Route } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { alerts, type AlertDocument, type AlertStep } from '#libs/views';
import { takes } from '../who-takes-what.js';

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
    const { type, data } = event as RecordedEvent & AlertEvent;
    if (type === 'alert-raised.v1') return raised(event, data);
    if (alert === null) throw new Error(`${event.stream} begins with ${event.type} and not with alert-raised.v1.`);
    switch (type) {
      case 'alert-routed.v1':
        return {
          ...alert,
          route: data,
          isUnowned: data.staff.length === 0 ? 1 : 0,
          history: [...alert.history, { what: 'routed', at: event.recordedAt, staff: data.staff, role: data.role }],
        };
      case 'alert-notified.v1':
        return { ...alert, history: [...alert.history, { what: 'notified', at: event.recordedAt, staff: [data.staff] }] };
      case 'alert-resolved.v1':
        return end(alert, 'resolved', event, data);
      case 'alert-retracted.v1':
        return end(alert, 'retracted', event, data);
      case 'alert-closed.v1':
        return end(alert, 'closed', event, data);
    }
  },
};

type Raised = Extract<AlertEvent, { type: 'alert-raised.v1' }>['data'];
type Ended = Extract<AlertEvent, { type: 'alert-resolved.v1' }>['data'];

function raised(event: RecordedEvent, data: Raised): AlertDocument {
  const stream = parseStream(event.stream);
  if (stream.kind !== 'alert') throw new Error(`${event.stream} is not the stream of an alert.`);
  return {
    ...data,
    district: stream.district,
    alertId: stream.alert,
    state: 'open',
    ended: null,
    endedAsOf: null,
    raisedAt: event.recordedAt,
    route: unrouted,
    isUnowned: 1,
    history: [{ what: 'raised', at: event.recordedAt }],
  };
}

function end(alert: AlertDocument, state: Exclude<AlertDocument['state'], 'open'>, event: RecordedEvent, data: Ended): AlertDocument {
  const step: AlertStep = { what: state, at: event.recordedAt, ended: data.ended };
  return { ...alert, state, ended: data.ended, endedAsOf: data.asOf, history: [...alert.history, step] };
}
