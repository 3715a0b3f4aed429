import type { Profile } from '../profiles/profile.js';
import type { StatusRow } from './evaluation.js';
import type { RecordedStatus } from './recorded-status.js';

/** Whether a row is what is recorded. False while something waits to be, as a recovery does for the next school day. */
export function isRecorded(recorded: RecordedStatus, row: StatusRow): boolean {
  return recorded.status === row.status && resultsOf(recorded.conditions) === resultsOf(row.conditions);
}

/** Whether a value that equals the threshold of a milestone's condition passes. */
export function isInclusive(profile: Profile, milestone: string | null, condition: string): boolean {
  const found = profile.milestones.find(({ name }) => name === milestone);
  return found?.conditions.find(({ name }) => name === condition)?.passes.inclusive ?? true;
}

function resultsOf(conditions: readonly { readonly name: string; readonly result: string }[]): string {
  return conditions.map(({ name, result }) => `${name} ${result}`).join();
}
