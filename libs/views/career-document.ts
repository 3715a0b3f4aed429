import type { Career } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** Where one student was enrolled over the years, and with which class he or she is to graduate. */
export interface CareerDocument extends Career {
  readonly district: string;
  readonly key: string;
  /** The year in which the class graduates; null before grade 9. */
  readonly cohort: number | null;
}

export const careers: CollectionDefinition = { name: 'careers', indexes: { byCohort: ['district', 'cohort'] } };
