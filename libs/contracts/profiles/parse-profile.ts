import type { Profile } from '#libs/domain';
import { parseRules } from '../rules/parse-rules.js';
import { profileSchema } from './profile.schema.js';

/** A file of rules that cannot be used; the message says where and why. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/**
 * Reads the text of a profile's file.
 * @param file named in errors.
 * @throws ProfileError with the line of a JSON error, or the line and the path of everything that breaks the schema.
 */
export function parseProfile(text: string, file: string): Profile {
  return parseRules(text, profileSchema, { file, what: 'rule profile', Failure: ProfileError });
}
