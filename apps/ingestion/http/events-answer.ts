import type { EventsAnswer } from '#libs/contracts';
import type { IntakeOutcome } from '../intake/intake-item.js';

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
