import { statusStream, type ConditionOutcome, type StatusChanged, type StatusRow } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import type { StudentEntry } from './student-entry.js';

export interface FormerIds {
  readonly store: Pick<EventStore, 'readStream'>;
  /** Keys of the same student beside the present one. */
  readonly keys: readonly string[];
  /** Position of the event that says so: what was recorded after it was told to nobody. */
  readonly before: number;
}

/**
 * What was recorded of a student's year under other ids: whoever was told of it then is not told again. It is read from the log, so that it
 * is the same whichever process writes those ids' statuses, and however far behind that one is.
 * @returns whether all that is wrong by a row was recorded; undefined where nothing was.
 */
export async function knownBefore(
  { district, year }: Pick<StudentEntry, 'district' | 'year'>,
  { store, keys, before }: FormerIds,
): Promise<((row: StatusRow) => boolean) | undefined> {
  const streams = await Promise.all(keys.map((key) => store.readStream(statusStream(district, key, year))));
  const last = streams.flatMap((events) => events.findLast(({ position }) => position < before) ?? []);
  if (last.length === 0) return undefined;
  const known = new Set(last.flatMap(({ data }) => (data as StatusChanged).conditions.map(told)));
  return ({ conditions }) => conditions.every((condition) => isHarmless(condition) || known.has(told(condition)));
}

function told({ name, result }: Pick<ConditionOutcome, 'name' | 'result'>): string {
  return `${name} ${result}`;
}

function isHarmless({ result }: ConditionOutcome): boolean {
  return result === 'pass' || result === 'insufficient-data';
}
