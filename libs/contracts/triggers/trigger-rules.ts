import { isWithin, type Calm, type Hours, type Trigger, type TriggerSet } from '#libs/domain';

interface Check<T> {
  readonly value: T;
  readonly issues: { push(issue: { code: 'custom'; path: PropertyKey[]; message: string; input: unknown }): void };
}

/** Alerts are found by the name of their trigger, one open one a student and name. */
export function checkTriggerNames({ value, issues }: Check<Pick<TriggerSet, 'triggers'>>): void {
  const names = new Set<string>();
  value.triggers.forEach(({ name }, index) => {
    const message = `trigger "${name}" is there already: give it another name`;
    if (names.has(name)) issues.push({ code: 'custom', path: ['triggers', index, 'name'], message, input: name });
    names.add(name);
  });
}

/** Each stage begins above the one before, and a role stands in it once. */
export function checkStages({ value, issues }: Check<Pick<Trigger, 'stages' | 'when'>>): void {
  const { stages, when } = value;
  stages.forEach(({ from, recipients }, index) => {
    const before = stages[index - 1]?.from ?? 0;
    if (from <= before) {
      issues.push({
        code: 'custom',
        path: ['stages', index, 'from'],
        message: `expected more than ${before}, the stage before`,
        input: from,
      });
    }
    if (new Set(recipients).size < recipients.length) {
      issues.push({ code: 'custom', path: ['stages', index, 'recipients'], message: 'a role is named twice', input: recipients });
    }
  });
  if (when.kind === 'status' && (stages.length > 1 || stages[0]?.from !== 1)) {
    issues.push({ code: 'custom', path: ['stages'], message: 'a status is there or not: expected one stage from 1', input: stages });
  }
}

/** A digest that comes in quiet hours would interrupt, and hours that cover the whole day would let nothing through. */
export function checkQuietHours({ value, issues }: Check<Calm>): void {
  const { quietHours, schoolHours, digestHour } = value;
  const { from, to } = quietHours;
  if (schoolHours.from >= schoolHours.to) {
    issues.push({ code: 'custom', path: ['schoolHours'], message: 'expected from to be before to', input: schoolHours });
    return;
  }
  if (from === to) {
    issues.push({
      code: 'custom',
      path: ['quietHours'],
      message: 'from and to are the same: expected an hour of the day that is not quiet',
      input: quietHours,
    });
    return;
  }
  if (hoursOf(schoolHours).every((hour) => isWithin(quietHours, hour))) {
    const message = `cover all school hours from ${schoolHours.from} to ${schoolHours.to}: nobody could be told of anything in time`;
    issues.push({ code: 'custom', path: ['quietHours'], message, input: quietHours });
  }
  if (isWithin(quietHours, digestHour)) {
    issues.push({ code: 'custom', path: ['digestHour'], message: `lies in the quiet hours from ${from} to ${to}`, input: digestHour });
  }
}

function hoursOf({ from, to }: Hours): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
