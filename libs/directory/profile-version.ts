import { compareInstants, compareSequences } from '#libs/domain';
import type { Person, PersonId, ProfileOutcome, ProfileVersion } from './people.js';

export type StoredProfile = Pick<ProfileVersion, 'time' | 'sequence' | 'content'>;

/** What becomes of a version where `stored` stands. */
export function outcomeOf(stored: StoredProfile | null, version: ProfileVersion): ProfileOutcome {
  if (stored === null) return 'saved';
  const order = compareProfiles(version, stored);
  if (order < 0) return 'superseded';
  return order === 0 || (!version.ownTime && version.content === stored.content) ? 'unchanged' : 'saved';
}

function compareProfiles(a: StoredProfile, b: StoredProfile): number {
  return compareInstants(a.time, b.time) || compareSequences(a.sequence ?? '', b.sequence ?? '') || compareTexts(a.content, b.content);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

type Names = Omit<Person, keyof PersonId | 'district' | 'kind'>;

/** What of a profile's content says what a person is called; the rest of it takes part in comparing versions only. */
export function namesIn(content: string | null): Names {
  if (content === null) return {};
  const { givenName, familyName, name, email, locale, attributes } = JSON.parse(content) as Names;
  return {
    ...(givenName !== undefined && { givenName }),
    ...(familyName !== undefined && { familyName }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(locale !== undefined && { locale }),
    ...(attributes !== undefined && { attributes }),
  };
}
