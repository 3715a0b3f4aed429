import {
  dayIndex,
  explain,
  shippedProfile,
  type ExplainContext,
  type ExplainedCondition,
  type Explanation,
  type Profile,
  type SourceEvent,
  type StudentFact,
} from '#libs/domain';
import { affirmative, schoolsOf, YEAR } from './domain.given.js';

const ew = shippedProfile('ew-framework') as Profile;

/** The facts as events of one stream, each known a second after the one before. */
const eventsOf = (facts: readonly StudentFact[]): SourceEvent[] =>
  facts.map((fact, revision) => ({
    ...fact,
    id: `event-${revision}`,
    position: 100 + revision,
    revision,
    superseded: false,
    metadata: { knownAt: `2025-12-01T00:00:${String(revision % 60).padStart(2, '0')}Z` },
  }));

/** The explanation of a student with these facts, under ew-framework at the end of the year. */
export function explained(facts: readonly StudentFact[], over: Partial<ExplainContext> = {}): Explanation | null {
  const context = { year: YEAR, schools: schoolsOf({ north: [affirmative] }), profile: ew, asOf: dayIndex('2026-06-30', YEAR) };
  return explain(eventsOf(facts), { ...context, ...over });
}

export function explainedCondition(name: string, facts: readonly StudentFact[], over: Partial<ExplainContext> = {}): ExplainedCondition {
  const found = explained(facts, over)?.conditions.find((condition) => condition.name === name);
  if (found === undefined) throw new Error(`No condition ${name}.`);
  return found;
}

/** Date, words and whether it counts, of each piece of evidence. */
export const told = ({ evidence }: ExplainedCondition): [string, string, boolean][] =>
  evidence.map(({ date, what, counts }) => [date, what, counts]);
