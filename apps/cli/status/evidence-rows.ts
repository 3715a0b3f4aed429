import type { Evidence, ExplainedCondition } from '#libs/domain';
import type { Column } from '../format/listing.js';

/** A condition with the facts behind it and what they come to in plain words. */
export type PrintedCondition = ExplainedCondition & { readonly reason: string };

export const evidenceColumns: readonly Column<Evidence>[] = [
  { heading: '  date', cell: ({ date }) => `  ${date}` },
  { heading: 'what', cell: ({ what }) => what },
  { heading: 'counts', cell: ({ counts }) => (counts ? 'yes' : 'no') },
  { heading: 'known at', cell: ({ knownAt }) => knownAt },
  { heading: 'position', cell: ({ position }) => position, align: 'right' },
  { heading: 'event', cell: ({ eventId }) => eventId },
];
