import airNhsc from './data/air-nhsc.json' with { type: 'json' };
import attendanceWorks from './data/attendance-works.json' with { type: 'json' };
import balfanzByrnes from './data/balfanz-byrnes.json' with { type: 'json' };
import edFiEws from './data/ed-fi-ews.json' with { type: 'json' };
import ewFramework from './data/ew-framework.json' with { type: 'json' };
import freshmanOnTrack from './data/freshman-on-track.json' with { type: 'json' };
import michiganDataHub from './data/michigan-data-hub.json' with { type: 'json' };
import philadelphiaGrade6 from './data/philadelphia-grade-6.json' with { type: 'json' };
import type { ProfileAdopted } from '../facts/decisions.js';
import type { Profile } from './profile.js';

/** Used where a community and its district have adopted nothing else. */
export const DEFAULT_PROFILE = 'ew-framework';

/** The published rules that come with the product, the default first; a test holds each data file against the schema. */
export const shippedProfiles = [
  ewFramework,
  edFiEws,
  freshmanOnTrack,
  balfanzByrnes,
  philadelphiaGrade6,
  airNhsc,
  michiganDataHub,
  attendanceWorks,
] as unknown as readonly Profile[];

/** A shipped profile by name; null where there is none. */
export function shippedProfile(name: string): Profile | null {
  return shippedProfiles.find((profile) => profile.name === name) ?? null;
}

/** The rules in force where nobody has decided. */
export function defaultProfile(): Profile {
  const found = shippedProfile(DEFAULT_PROFILE);
  if (found === null) throw new Error(`The default profile ${DEFAULT_PROFILE} is missing.`);
  return found;
}

/** The rules that a decision puts in force. @throws Error where shipped ones are named that this version of the product does not have. */
export function adoptedProfile({ profile, version, definition }: ProfileAdopted): Profile {
  if (definition !== undefined) return JSON.parse(definition) as Profile;
  const found = shippedProfile(profile);
  if (found?.version === version) return found;
  throw new Error(`The rules ${profile} version ${version} were adopted, and this version of Homeroom has none of that name and version.`);
}
