import type { Moment } from '#libs/domain';
import type { Cause } from '../desk.js';

/** Why a district is looked at, and what its clock says. */
export interface Occasion {
  readonly district: string;
  readonly moment: Moment;
  readonly cause: Cause;
}
