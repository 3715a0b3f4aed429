import type { RecordedCondition } from '#libs/domain';
import type { AlertDocument } from '#libs/views';

/** Why the alert was raised: what was missed, in plain words with its figures. */
export function reasonOf({ conditions }: Pick<AlertDocument, 'conditions'>): string {
  return conditions
    .filter(({ result }) => result === 'fail')
    .map(inWords)
    .join('; ');
}

function inWords({ name, value, threshold, present, enrolled }: RecordedCondition): string {
  if (enrolled !== undefined) return `${name} ${present} of ${enrolled} days, ${value} % where ${threshold} % is the line`;
  return `${name} ${value} where ${threshold} is the line`;
}
