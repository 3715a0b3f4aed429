import type { Condition, ConditionOutcome, Profile } from '#libs/domain';
import { measuredWords } from './measured-words.js';
import { wordingIn, type Language } from './wording/wording-in.js';

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
export function reasonOf(outcome: ConditionOutcome, judgement: Judgement, language: Language = 'en'): string {
  const wording = wordingIn(language);
  const condition = conditionOf(outcome.name, judgement);
  if (condition === null)
    return `${outcome.name}: ${outcome.value ?? wording.nothingRecorded} (${wording.needs(`${outcome.threshold}`, null)})`;
  const { found, missing, bound, counts } = measuredWords(outcome, condition, wording);
  if (outcome.result === 'insufficient-data') return missing;
  const { passes, clear } = condition;
  const needed = wording.needs(bound(passes), outcome.result === 'caution' && clear !== undefined ? bound(clear) : null);
  return `${found} (${needed})${counts === '' ? '' : `: ${counts}`}`;
}

/** The sentences of the conditions that fail; they are why an alert was raised. */
export function failingReasons(conditions: readonly ConditionOutcome[], judgement: Judgement, language: Language = 'en'): string[] {
  return conditions.filter(({ result }) => result === 'fail').map((outcome) => reasonOf(outcome, judgement, language));
}

function conditionOf(name: string, { rules, milestone }: Judgement): Condition | null {
  const found = rules?.milestones.find((each) => each.name === milestone)?.conditions.find((each) => each.name === name);
  return found ?? null;
}
