import edFiEws from './data/ed-fi-ews.json' with { type: 'json' };
import ewFramework from './data/ew-framework.json' with { type: 'json' };
import freshmanOnTrack from './data/freshman-on-track.json' with { type: 'json' };
import type { Profile } from './profile.js';

/** Used where a community and its district have adopted nothing else. */
export const DEFAULT_PROFILE = 'ew-framework';

/** The published rules that come with the product; a test holds each data file against the schema. */
export const shippedProfiles = [ewFramework, edFiEws, freshmanOnTrack] as unknown as readonly Profile[];

/** A shipped profile by name; null where there is none. */
export function shippedProfile(name: string): Profile | null {
  return shippedProfiles.find((profile) => profile.name === name) ?? null;
}
