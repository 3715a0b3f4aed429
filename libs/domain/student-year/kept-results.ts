import type { Condition, Milestone, Profile, RatioMeasure } from '../profiles/profile.js';

/** Results of the conditions over marks and incidents, which change seldom: valid for as-of days in [from, until). */
export interface ResultCache {
  readonly milestone: Milestone;
  readonly recordsVersion: number;
  readonly from: number;
  readonly until: number;
  readonly results: readonly number[];
  /** The conditions over attendance that are due, to be judged anew each time. */
  readonly ratios: readonly { readonly index: number; readonly condition: Condition; readonly measure: RatioMeasure }[];
}

/** A key and how far it holds: no result can change while days, marks and counts stay within these. */
export interface KeyCache {
  readonly key: number;
  readonly profile: Profile;
  readonly recordsVersion: number;
  /** As-of days in [from, until). */
  readonly from: number;
  readonly until: number;
  readonly fewestPresent: number;
  readonly mostPresent: number;
  readonly fewestAbsent: number;
  readonly mostAbsent: number;
}
