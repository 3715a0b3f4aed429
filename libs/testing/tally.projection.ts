import type { DocumentProjection, LogBatch } from '#libs/event-sourcing';
import { type GivenEvent, recorded } from './projection.specification.js';

/** What was added up for one name, and which events did it, so that one folded twice or in the wrong order shows. */
export interface Tally {
  readonly sum: number;
  readonly trace: string;
}

/** An event that adds to the tallies of its names, removes them, or cannot be folded. */
export interface TallyEvent {
  readonly kind: 'added' | 'removed' | 'poison';
  readonly names: readonly string[];
}

/** A projection for tests of what folds projections. */
export const tallies: DocumentProjection<Tally> = {
  name: 'tallies',
  prefixes: ['tally-'],
  collection: { name: 'tallies', indexes: {} },
  idOf: ({ data }) => (data as TallyEvent).names,
  evolve: (tally, { data, position }) => {
    const { kind } = data as TallyEvent;
    if (kind === 'poison') throw new RangeError(`Ada cannot be added at ${position}`);
    return kind === 'removed' ? null : { sum: (tally?.sum ?? 0) + 1, trace: `${tally?.trace ?? ''} ${position}` };
  },
};

export function tallyEvent(kind: TallyEvent['kind'], ...names: readonly string[]): GivenEvent {
  return { stream: 'tally-1', type: `${kind}.v1`, data: { kind, names } };
}

/** Some events as one batch; the position of the first is 1. */
export function batchOf(...events: readonly GivenEvent[]): LogBatch {
  return { events: recorded(events), position: events.length, caughtUp: true };
}
