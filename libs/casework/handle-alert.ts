import { randomUUID } from 'node:crypto';
import { alertDecider, type AlertCommand, type AlertEvent, type Outcome, type SnoozeReason } from '#libs/domain';
import { execute, type RecordedEvent } from '#libs/event-sourcing';
import { metadataOf, requireAccess, schoolDay, type Actor, type CaseworkParts } from './actor.js';
import { findAlert, placeOf, streamOf } from './find-alert.js';

/** What a person does with an alert. */
export type AlertHandling =
  | { readonly kind: 'acknowledge' }
  /** It rests until that day. */
  | { readonly kind: 'snooze'; readonly until: string; readonly reason: SnoozeReason }
  | { readonly kind: 'resolve'; readonly outcome: Outcome };

export interface Handled {
  /** The district's day, for which it is recorded. */
  readonly date: string;
  /** False where the same stood already. */
  readonly changed: boolean;
}

/**
 * Records what a person does with an alert, at its exact revision.
 *
 * @throws UnknownAlertError; NoAccessError; AlertRefusal where the alert does not take it as it stands; ConcurrencyError
 */
export async function handleAlert(parts: CaseworkParts, actor: Actor, alertId: string, handling: AlertHandling): Promise<Handled> {
  const alert = await findAlert(parts.models, actor.district, alertId);
  const date = await schoolDay(parts, actor.district);
  await requireAccess(parts, actor, placeOf(alert), date);
  const { events } = await execute({
    store: parts.store,
    stream: streamOf(alert),
    decider: alertDecider,
    command: commandOf(handling, actor.staff, date),
    decode: ({ type, data }: RecordedEvent) => ({ type, data }) as AlertEvent,
    encode: ({ type, data }) => ({ id: randomUUID(), type, data, metadata: metadataOf(parts, actor.district) }),
  });
  return { date, changed: events.length > 0 };
}

function commandOf(handling: AlertHandling, staff: string, date: string): AlertCommand {
  switch (handling.kind) {
    case 'acknowledge':
      return { kind: 'acknowledge', staff, date };
    case 'snooze':
      return { kind: 'snooze', staff, until: handling.until, reason: handling.reason, date };
    case 'resolve':
      return { kind: 'settle', staff, outcome: handling.outcome, date };
  }
}
