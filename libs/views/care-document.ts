import type { Contact } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** The contacts with one student over all years. */
export interface CareDocument {
  readonly district: string;
  readonly key: string;
  /** Those that stand, in order of their days. */
  readonly contacts: readonly Contact[];
  /** Ids of those that were taken back. */
  readonly takenBack: readonly string[];
}

export const careOfStudents: CollectionDefinition = { name: 'care', indexes: { byDistrict: ['district'] } };
