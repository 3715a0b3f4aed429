import airNhsc from './data/air-nhsc.json' with { type: 'json' };
import attendanceWorks from './data/attendance-works.json' with { type: 'json' };
import balfanzByrnes from './data/balfanz-byrnes.json' with { type: 'json' };
import edFiEws from './data/ed-fi-ews.json' with { type: 'json' };
import ewFramework1 from './data/earlier/ew-framework-1.json' with { type: 'json' };
import ewFramework from './data/ew-framework.json' with { type: 'json' };
import freshmanOnTrack from './data/freshman-on-track.json' with { type: 'json' };
import michiganDataHub from './data/michigan-data-hub.json' with { type: 'json' };
import philadelphiaGrade6 from './data/philadelphia-grade-6.json' with { type: 'json' };
import type { ProfileAdopted } from '../facts/decisions.js';
import type { Profile } from './profile.js';

/**
 * In force where a community and its district have adopted nothing else. Never raised: rules change by a decision and not by an upgrade,
 * and what was told under the default must come out again.
 */
const DEFAULT_PROFILE = { name: 'ew-framework', version: '1' } as const;

/** The published rules that come with the product, each in its newest version; a test holds each data file against the schema. */
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

/** Versions that others have replaced. They stay, for decisions and statuses name them. */
const earlierProfiles = [ewFramework1] as unknown as readonly Profile[];

/** All versions of the published rules, those of one name together, the newest last. */
export const everyShippedProfile: readonly Profile[] = shippedProfiles.flatMap((newest) => [
  ...earlierProfiles.filter(({ name }) => name === newest.name),
  newest,
]);

/** A shipped profile by name, in its newest version or in another; null where there is none. */
export function shippedProfile(name: string, version?: string): Profile | null {
  return everyShippedProfile.findLast((profile) => profile.name === name && profile.version === (version ?? profile.version)) ?? null;
}

/** The rules in force where nobody has decided. */
export function defaultProfile(): Profile {
  const { name, version } = DEFAULT_PROFILE;
  const found = shippedProfile(name, version);
  if (found === null) throw new Error(`The default profile ${name} version ${version} is missing.`);
  return found;
}

/** The rules that a decision puts in force. @throws Error where shipped ones are named that this version of the product does not have. */
export function adoptedProfile({ profile, version, definition }: ProfileAdopted): Profile {
  if (definition !== undefined) return JSON.parse(definition) as Profile;
  const found = shippedProfile(profile, version);
  if (found !== null) return found;
  throw new Error(`The rules ${profile} version ${version} were adopted, and this version of Homeroom has none of that name and version.`);
}
