import type { Condition, ConditionOutcome, Profile } from '#libs/domain';
import { measuredWords } from './measured-words.js';

/** Under which rule something was judged. */
export interface Judgement {
  /** null: they are not known any more. */
  readonly rules: Profile | null;
  readonly milestone: string | null;
}

/**
 * What was found and what is needed, in plain words about the condition and never about the child, for example
 * `Attendance 88.9 % (needs at least 90 %): present 66 of 74 days`.
 */
export function reasonOf(outcome: ConditionOutcome, judgement: Judgement): string {
  const condition = conditionOf(outcome.name, judgement);
  if (condition === null) return `${outcome.name}: ${outcome.value ?? 'nothing recorded yet'} (needs ${outcome.threshold})`;
  const { found, missing, bound, counts } = measuredWords(outcome, condition);
  if (outcome.result === 'insufficient-data') return missing;
  const { passes, clear } = condition;
  const caution = outcome.result === 'caution' && clear !== undefined ? `, ${bound(clear)} to be clear of the line` : '';
  return `${found} (needs ${bound(passes)}${caution})${counts === '' ? '' : `: ${counts}`}`;
}

/** The sentences of the conditions that fail; they are why an alert was raised. */
export function failingReasons(conditions: readonly ConditionOutcome[], judgement: Judgement): string[] {
  return conditions.filter(({ result }) => result === 'fail').map((outcome) => reasonOf(outcome, judgement));
}

function conditionOf(name: string, { rules, milestone }: Judgement): Condition | null {
  const found = rules?.milestones.find((each) => each.name === milestone)?.conditions.find((each) => each.name === name);
  return found ?? null;
}
