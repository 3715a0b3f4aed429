import airNhsc from './data/air-nhsc.json' with { type: 'json' };
import attendanceWorks from './data/attendance-works.json' with { type: 'json' };
import balfanzByrnes from './data/balfanz-byrnes.json' with { type: 'json' };
import edFiEws from './data/ed-fi-ews.json' with { type: 'json' };
import ewFramework from './data/ew-framework.json' with { type: 'json' };
import freshmanOnTrack from './data/freshman-on-track.json' with { type: 'json' };
import michiganDataHub from './data/michigan-data-hub.json' with { type: 'json' };
import philadelphiaGrade6 from './data/philadelphia-grade-6.json' with { type: 'json' };
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
