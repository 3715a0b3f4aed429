import type { CommandOf } from './alert.commands.js';
import { MergeError } from './alert.errors.js';
import type { AlertEvent } from './alert.events.js';
import type { OpenAlert } from './alert.state.js';

/** Another alert about the same student tells of this one too. It stays open, and ends with its own cause. */
export function merge(alert: OpenAlert, command: CommandOf<'merge'>): readonly AlertEvent[] {
  const { into } = command;
  if (into === command.alert) throw new MergeError('An alert is no part of itself.');
  if (alert.mergedInto === into) return [];
  if (alert.mergedInto !== null) throw new MergeError(`The alert is a part of alert ${alert.mergedInto} already.`);
  return [{ type: 'alert-merged.v1', data: { into } }];
}

/** The other one has ended: this one is told of by itself again. */
export function separate(alert: OpenAlert): readonly AlertEvent[] {
  return alert.mergedInto === null ? [] : [{ type: 'alert-separated.v1', data: { from: alert.mergedInto } }];
}
