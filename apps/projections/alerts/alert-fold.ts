import type { AlertEnded, AlertEvent } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { AlertDocument, AlertStep } from '#libs/views';

type LaterEvent = Exclude<AlertEvent, { type: 'alert-raised.v1' }>;

/** Folds what became of an alert after it was raised. */
export function evolveAlertDocument(alert: AlertDocument, event: RecordedEvent & LaterEvent): AlertDocument {
  return { ...alert, ...changesOf(alert, event), history: [...alert.history, { ...stepOf(event), at: event.recordedAt }] };
}

function changesOf(alert: AlertDocument, event: LaterEvent): Partial<AlertDocument> {
  switch (event.type) {
    case 'alert-worsened.v1': {
      const { silent: _, asOf: __, ...cause } = event.data;
      return { ...cause, acknowledgedBy: null, isWaiting: 1, snoozedUntil: null };
    }
    case 'alert-routed.v1': {
      const { why: _, date: __, ...route } = event.data;
      return { route, isUnowned: route.staff.length === 0 ? 1 : 0 };
    }
    case 'alert-notified.v1':
      return {};
    case 'alert-acknowledged.v1':
      return { acknowledgedBy: event.data.staff, isWaiting: 0 };
    case 'alert-snoozed.v1':
      return { acknowledgedBy: alert.acknowledgedBy ?? event.data.staff, isWaiting: 0, snoozedUntil: event.data.until };
    case 'alert-woken.v1':
      return { acknowledgedBy: null, isWaiting: 1, snoozedUntil: null };
    case 'alert-escalated.v1':
      return { escalations: event.data.step };
    case 'alert-merged.v1':
      return { mergedInto: event.data.into };
    case 'alert-separated.v1':
      return { mergedInto: null };
    case 'alert-resolved.v1':
      return { state: 'resolved', ...endOf(event.data) };
    case 'alert-retracted.v1':
      return { state: 'retracted', ...endOf(event.data) };
    case 'alert-closed.v1':
      return { state: 'closed', ...endOf(event.data) };
  }
}

function endOf({ ended, asOf, outcome }: AlertEnded): Partial<AlertDocument> {
  return { ended, endedAsOf: asOf, outcome: outcome ?? null, isWaiting: 0 };
}

function stepOf(event: LaterEvent): Omit<AlertStep, 'at'> {
  switch (event.type) {
    case 'alert-worsened.v1':
      return { what: 'worsened', stage: event.data.stage };
    case 'alert-routed.v1': {
      const { date: _, ...route } = event.data;
      return { what: 'routed', ...route };
    }
    case 'alert-notified.v1': {
      const { staff, about, push, heldBy } = event.data;
      return { what: 'notified', staff: [staff], ...(about && { about }), ...(push && { push }), ...(heldBy && { heldBy }) };
    }
    case 'alert-acknowledged.v1':
      return { what: 'acknowledged', staff: [event.data.staff] };
    case 'alert-snoozed.v1': {
      const { staff, until, reason } = event.data;
      return { what: 'snoozed', staff: [staff], until, reason };
    }
    case 'alert-woken.v1':
      return { what: 'woken' };
    case 'alert-escalated.v1':
      return { what: 'escalated', step: event.data.step };
    case 'alert-merged.v1':
      return { what: 'merged', alert: event.data.into };
    case 'alert-separated.v1':
      return { what: 'separated', alert: event.data.from };
    case 'alert-resolved.v1': {
      const { ended, staff, outcome } = event.data;
      return { what: 'resolved', ended, ...(staff && { staff: [staff] }), ...(outcome && { outcome }) };
    }
    case 'alert-retracted.v1':
      return { what: 'retracted', ended: event.data.ended };
    case 'alert-closed.v1':
      return { what: 'closed', ended: event.data.ended };
  }
}
