import type { TriggerSet } from '#libs/domain';
import { parseRules } from '../rules/parse-rules.js';
import { triggerSetSchema } from './trigger-set.schema.js';

/** A file of triggers that cannot be used; the message says where and why. */
export class TriggerSetError extends Error {
  override readonly name = 'TriggerSetError';
}

/**
 * Reads the text of a trigger set's file.
 * @param file named in errors.
 * @throws TriggerSetError with the line of a JSON error, or the line and the path of everything that breaks the schema.
 */
export function parseTriggerSet(text: string, file: string): TriggerSet {
  return parseRules(text, triggerSetSchema, { file, what: 'trigger set', Failure: TriggerSetError });
}
