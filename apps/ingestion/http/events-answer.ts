import type { RefusalReason } from '#libs/contracts';
import type { IntakeOutcome } from '../intake/intake-item.js';

/** What became of the records of one request. */
export interface EventsAnswer {
  readonly read: number;
  readonly appended: number;
  readonly unchanged: number;
  readonly deadLettered: number;
  /** Each with its place in the request, from 0. */
  readonly refusals: readonly {
    readonly index: number;
    readonly reason: RefusalReason;
    readonly message: string;
    readonly path?: string;
  }[];
}

export function answerOf(outcomes: readonly IntakeOutcome[]): EventsAnswer {
  const count = (what: IntakeOutcome['outcome']): number => outcomes.filter(({ outcome }) => outcome === what).length;
  return {
    read: outcomes.length,
    appended: count('appended'),
    unchanged: count('unchanged'),
    deadLettered: count('deadLettered'),
    refusals: outcomes.flatMap((outcome, index) => {
      if (outcome.outcome !== 'deadLettered') return [];
      const { reason, message, path } = outcome.deadLetter;
      return [{ index, reason, message, ...(path !== undefined && { path }) }];
    }),
  };
}
