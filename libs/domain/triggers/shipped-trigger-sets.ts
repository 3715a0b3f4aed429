import offTrack from './data/off-track.json' with { type: 'json' };
import stagedResponse from './data/staged-response.json' with { type: 'json' };
import type { TriggersAdopted } from '../facts/decisions.js';
import type { TriggerSet } from './trigger.js';

/** In force where a community and its district have adopted nothing else: few triggers, until somebody decides for more. */
export const DEFAULT_TRIGGER_SET = 'off-track';

/** The sets that come with the product; a test holds each data file against the schema. */
export const shippedTriggerSets = [offTrack, stagedResponse] as unknown as readonly TriggerSet[];

/** A shipped set by name; null where there is none. */
export function shippedTriggerSet(name: string): TriggerSet | null {
  return shippedTriggerSets.find((set) => set.name === name) ?? null;
}

/** The set that a decision puts in force. @throws Error where a shipped set is named that this version does not have. */
export function adoptedTriggerSet({ set, definition }: TriggersAdopted): TriggerSet {
  const found = definition === undefined ? shippedTriggerSet(set) : (JSON.parse(definition) as TriggerSet);
  if (found === null) throw new Error(`The trigger set ${set} was adopted, and this version has none of that name.`);
  return found;
}
