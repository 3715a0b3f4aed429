import { randomUUID } from 'node:crypto';
import {
  alertDecider,
  alertStream,
  placeAlertStream,
  type AlertCommand,
  type AlertEvent,
  type Outcome,
  type Place,
  type SnoozeReason,
} from '#libs/domain';
import { execute, type RecordedEvent } from '#libs/event-sourcing';
import { alerts, type AlertDocument } from '#libs/views';
import { metadataOf, requireAccess, schoolDay, type Actor, type CaseworkParts } from './actor.js';
import { UnknownAlertError } from './casework.errors.js';

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
  const alert = await findAlert(parts, actor.district, alertId);
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

async function findAlert({ models }: CaseworkParts, district: string, alertId: string): Promise<AlertDocument> {
  const found = (await models.collection<AlertDocument>(alerts).get(alertId))?.body;
  if (found?.district === district) return found;
  throw new UnknownAlertError(`There is no alert ${JSON.stringify(alertId)} in this district.`);
}

function placeOf({ studentKey, communityId, schoolId, sectionIds = [] }: AlertDocument): Place {
  return { studentKey, communityId, schoolId, sectionIds };
}

function streamOf({ district, studentKey, alertId }: AlertDocument): string {
  return studentKey === null ? placeAlertStream(district, alertId) : alertStream(district, studentKey, alertId);
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
