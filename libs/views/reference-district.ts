import type { SchoolYear } from '#libs/domain';
import type { DistrictRules } from './district-rules.js';
import type { CommunityDefinition } from './reference-change.js';

/** What the reference state knows of one district. */
export interface ReferenceDistrict {
  day: string | null;
  /** Days that have started, in order. */
  readonly days: string[];
  readonly rules: DistrictRules;
  readonly schools: Map<number, Map<string, SchoolYear>>;
  /** Definitions by community and school year. */
  readonly communities: Map<string, Map<number, CommunityDefinition>>;
}
