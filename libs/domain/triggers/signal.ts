import type { RecordedCondition } from '../status/recorded-status.js';

/** A trigger's level as it stands: what it counts, and what is behind it. */
export interface Signal {
  /** In the unit of the trigger's stages. */
  readonly level: number;
  /** What is counted: dates, incidents, courses, condition names; sorted. */
  readonly evidence: readonly string[];
  /** Where a status is behind it. */
  readonly conditions?: readonly RecordedCondition[];
}
