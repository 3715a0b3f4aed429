import type { Subject } from '../facts/facts.js';
import type { Milestone, Profile } from '../profiles/profile.js';

/**
 * Beyond every day and every count. Infinity would do, but is no small integer: V8 would keep it in an object of its own, which every
 * record of the student would have to look up.
 */
export const ENDLESS = 1_000_000;

/** Results of the conditions over marks, incidents and assessments, which change seldom: valid for as-of days in [from, until). */
export interface KeptResults {
  readonly milestone: Milestone;
  from: number;
  until: number;
  /** In the order of the milestone's conditions; those over attendance are judged anew each time. */
  readonly results: number[];
}

/** A key and how far it holds: no result can change while days, marks and counts stay within these. */
export interface KeptKey {
  readonly key: number;
  readonly profile: Profile;
  /** As-of days in [from, until); `ENDLESS` stands for no bound. */
  readonly from: number;
  readonly until: number;
  readonly fewestPresent: number;
  readonly mostPresent: number;
  readonly fewestAbsent: number;
  readonly mostAbsent: number;
}

/** Kinds of records that conditions look at, as bits. */
export const recordKind: Readonly<Record<Subject | 'incidents' | 'assessments', number>> = {
  incidents: 1,
  ela: 2,
  math: 4,
  science: 8,
  'social-science': 16,
  other: 32,
  assessments: 64,
};

/** The marks, incidents and assessments that changed since results were judged. */
export interface ChangedRecords {
  /** See `recordKind`; 0: nothing has changed. */
  kinds: number;
  /** Day indexes of what came or went. */
  earliest: number;
  latest: number;
}

export function noChange(): ChangedRecords {
  return { kinds: 0, earliest: 0, latest: 0 };
}

/** Notes records of some kinds that came or went, dated on a day. */
export function noteChange(changed: ChangedRecords, kinds: number, day: number): void {
  const isFirst = changed.kinds === 0;
  changed.earliest = isFirst ? day : Math.min(changed.earliest, day);
  changed.latest = isFirst ? day : Math.max(changed.latest, day);
  changed.kinds |= kinds;
}
