import type { Evidence, ExplainedCondition } from '#libs/domain';
import type { Column } from '../format/listing.js';

/** A fact with the id that it came under, where the student has several. */
export type PrintedEvidence = Evidence & { readonly studentId?: string };

/** A condition with the facts behind it and what they come to in plain words. */
export type PrintedCondition = Omit<ExplainedCondition, 'evidence'> & {
  readonly reason: string;
  readonly evidence: readonly PrintedEvidence[];
};

export const evidenceColumns: readonly Column<PrintedEvidence>[] = [
  { heading: '  date', cell: ({ date }) => `  ${date}` },
  { heading: 'what', cell: ({ what }) => what },
  { heading: 'counts', cell: ({ counts }) => (counts ? 'yes' : 'no') },
  { heading: 'known at', cell: ({ knownAt }) => knownAt },
  { heading: 'position', cell: ({ position }) => position, align: 'right' },
  { heading: 'event', cell: ({ eventId }) => eventId },
];

export const idColumn: Column<PrintedEvidence> = { heading: 'under id', cell: ({ studentId }) => studentId };
