import { gradeLevels, type GradeLevel } from '../facts/facts.js';
import { milestoneOf, type Condition, type Profile } from './profile.js';

/** One condition that two profiles do not share, for the grades that it concerns. */
export interface ProfileDifference {
  readonly grades: readonly GradeLevel[];
  readonly condition: string;
  /** Null where that profile asks for no such thing. */
  readonly before: Condition | null;
  readonly after: Condition | null;
}

/**
 * What students of each grade are asked for by one profile and not, or not in the same way, by the other: by order of grade.
 * Conditions are the same when their measure, bounds and due day are; how they are worded does not matter.
 */
export function differencesOf(before: Profile, after: Profile): ProfileDifference[] {
  const found = new Map<string, { grades: GradeLevel[]; condition: string; before: Condition | null; after: Condition | null }>();
  for (const grade of gradeLevels) {
    const [old, young] = [conditionsOf(before, grade), conditionsOf(after, grade)];
    for (const condition of new Set([...old.keys(), ...young.keys()])) {
      const pair = { before: old.get(condition) ?? null, after: young.get(condition) ?? null };
      const rules = [ruleText(pair.before), ruleText(pair.after)];
      if (rules[0] === rules[1]) continue;
      const key = JSON.stringify([condition, rules]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { grades: [grade], condition, ...pair });
      else known.grades.push(grade);
    }
  }
  return [...found.values()];
}

function conditionsOf(profile: Profile, grade: GradeLevel): Map<string, Condition> {
  return new Map(milestoneOf(profile, grade)?.conditions.map((condition) => [condition.name, condition]));
}

/** What a condition asks for, without its words; the same text for fields in any order. */
function ruleText(condition: Condition | null): string {
  if (condition === null) return '';
  const { measure, passes, clear, due } = condition;
  return JSON.stringify({ measure, passes, clear, due }, (_key, value: unknown) => (isObject(value) ? sortedByName(value) : value));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortedByName(object: object): object {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
