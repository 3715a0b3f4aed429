import type { Profile, SchoolYear } from '#libs/domain';
import type { CommunityDefinition } from './reference-change.js';

/** What the reference state knows of one district. */
export interface ReferenceDistrict {
  day: string | null;
  /** Days that have started, in order. */
  readonly days: string[];
  profile: Profile | null;
  looksBack: boolean;
  readonly schools: Map<number, Map<string, SchoolYear>>;
  readonly communities: Map<string, { profile: Profile | null; readonly years: Map<number, CommunityDefinition> }>;
}
