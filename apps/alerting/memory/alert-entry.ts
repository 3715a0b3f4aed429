import { alertDecider, type AlertEvent, type AlertRaised, type AlertState, type OpenAlert, type Place } from '#libs/domain';
import { NO_STREAM, type RecordedEvent } from '#libs/event-sourcing';

/** An alert as alerting knows it while it is open. */
export interface AlertEntry {
  readonly stream: string;
  readonly district: string;
  readonly alertId: string;
  /** null before it is raised. */
  raised: AlertRaised | null;
  state: AlertState;
  /** Of the last event folded or decided. */
  revision: number;
  /** Of the last event known to stand in the log; a tick before it does not count for it. */
  position: number;
  /** Position of the event that raised it: what happened before does not know of it. */
  raisedBy: number;
  /** Position of the latest event that something was decided because of: earlier ones are decided. */
  decided: number;
  /** Position of what ended it: what happened before knows it as open. 0 while it is open. */
  endedBy: number;
  /** As it was open last; null before it is raised. */
  lastOpen: OpenAlert | null;
  /** School hours that it has waited since somebody was last told. */
  hours: number;
  /** Whom its beginning interrupted. */
  readonly interrupted: Set<string>;
}

/** An alert that was raised and has not ended. */
export interface OpenEntry extends AlertEntry {
  raised: AlertRaised;
  state: OpenAlert;
}

export function emptyEntry(stream: string, district: string, alertId: string): AlertEntry {
  return {
    stream,
    district,
    alertId,
    raised: null,
    state: alertDecider.initialState(),
    revision: NO_STREAM,
    position: 0,
    raisedBy: 0,
    decided: 0,
    endedBy: 0,
    lastOpen: null,
    hours: 0,
    interrupted: new Set(),
  };
}

export function isOpen(entry: AlertEntry): entry is OpenEntry {
  return entry.state.phase === 'open' && entry.raised !== null;
}

/**
 * Folds one event of the alert, in place.
 * @param at position of the event that it was decided because of, or of the event itself where a person has decided it.
 */
export function foldInto(entry: AlertEntry, event: AlertEvent, at: number): void {
  if (event.type === 'alert-raised.v1') {
    entry.raised = event.data;
    entry.raisedBy = at;
  }
  if (event.type === 'alert-notified.v1') {
    entry.hours = 0;
    if (event.data.push === 'now') entry.interrupted.add(event.data.staff);
  }
  if (event.type === 'alert-escalated.v1' || event.type === 'alert-worsened.v1') entry.hours = 0;
  entry.state = alertDecider.evolve(entry.state, event);
  if (entry.state.phase === 'open') entry.lastOpen = entry.state;
  else if (entry.endedBy === 0) entry.endedBy = at;
  entry.revision += 1;
}

/** Folds an event of the log, in place. */
export function foldStored(entry: AlertEntry, { type, data, position, metadata }: RecordedEvent): void {
  const cause = causePositionOf(metadata);
  if (cause !== null) entry.decided = Math.max(entry.decided, cause);
  foldInto(entry, { type, data } as AlertEvent, cause ?? position);
}

/** Where an alert is looked for: the student, the community or the school that it is about. */
export function subjectOf({ studentKey, communityId, schoolId }: Place): string {
  if (studentKey !== null) return `student ${studentKey}`;
  return communityId === null ? `school ${schoolId ?? ''}` : `community ${communityId}`;
}

/** Position of the event that alerting has decided something because of; null where a person has decided it. */
export function causePositionOf({ causePosition }: { readonly [name: string]: unknown }): number | null {
  return typeof causePosition === 'number' ? causePosition : null;
}

/** An alert as it stood for what happens at a position; null where it was not open. */
export function openAt(entry: AlertEntry, at: number): OpenEntry | null {
  const { raised, lastOpen, raisedBy, endedBy } = entry;
  if (raised === null || lastOpen === null || raisedBy > at) return null;
  if (isOpen(entry)) return entry;
  return endedBy > at ? { ...entry, raised, state: lastOpen } : null;
}
