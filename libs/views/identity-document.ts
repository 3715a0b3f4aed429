import type { IdentifiedAt } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** That the district has found an id to be another one's of the same student. It is gone where that was taken back. */
export interface IdentityDocument extends IdentifiedAt {
  readonly district: string;
  /** The key behind the old id. */
  readonly key: string;
  readonly newKey: string;
}

export const identities: CollectionDefinition = { name: 'identities', indexes: { byDistrict: ['district'] } };
