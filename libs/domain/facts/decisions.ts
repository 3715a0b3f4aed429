import type { Hours } from '../calm/moment.js';

/** A decision of named people on the rules that students are judged by; the latest one stands. */
export interface ProfileAdopted {
  /** Name of the rule profile. */
  profile: string;
  version: string;
  by: string;
  reason: string;
  /** The whole rules as canonical JSON, checked when they were adopted; left out: the shipped ones of that name and version. */
  definition?: string;
}

/** A decision of named people on what is told to whom; the latest one stands. */
export interface TriggersAdopted {
  /** Name of the trigger set. */
  set: string;
  version: string;
  by: string;
  reason: string;
  /** The whole set as canonical JSON, checked when it was adopted; left out: the shipped set of that name. */
  definition?: string;
}

/** How one person wants to be told. */
export interface NoticePreferences {
  /** The school hour at whose start the digest comes, 0 to 23. */
  digestHour?: number;
  /** Most interrupting notices a school day. */
  dailyBudget?: number;
  /** Hours in which nothing interrupts, besides those of the district. */
  quietHours?: Hours;
  /** false: digests are kept in the inbox and not mailed. */
  mailedDigests?: boolean;
  /** Who has set them for the person; left out: the person. */
  by?: string;
}
