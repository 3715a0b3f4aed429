import type { Assignment, Leave, NoticePreferences, StaffFacts } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** One member of staff and whom the assignments reach: the base of a caseload. */
export interface StaffDocument {
  readonly district: string;
  readonly staff: string;
  readonly assignments: readonly Assignment[];
  readonly assigned: readonly (readonly [string, StaffFacts['staff-assigned']])[];
  readonly unassigned: readonly (readonly [string, StaffFacts['staff-unassigned']])[];
  readonly leaves: readonly Leave[];
  readonly preferences: NoticePreferences;
}

export const staffMembers: CollectionDefinition = { name: 'staff', indexes: { byDistrict: ['district'] } };
