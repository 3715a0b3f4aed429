import type { Leave } from './assignments.js';
import type { Colleague, Staff } from './staff.js';

/** The leave that a member of staff is on; of several the one that began last. null: at work. */
export function leaveOn({ leaves }: Pick<Colleague, 'leaves'>, date: string): Leave | null {
  let latest: Leave | null = null;
  for (const leave of leaves) {
    const isOn = leave.from <= date && (leave.to === undefined || date < leave.to);
    if (isOn && (latest === null || leave.from > latest.from)) latest = leave;
  }
  return latest;
}

/** Longest chain of people who stand in for each other. */
const MOST_STAND_INS = 5;

/** Who does the work of a member of staff that day: the member, or who stands in; null where nobody does. */
export function atWork(key: string, date: string, staff: Pick<Staff, 'get'>): string | null {
  let current = key;
  for (let links = 0; links <= MOST_STAND_INS; links++) {
    const colleague = staff.get(current);
    const leave = colleague === undefined ? null : leaveOn(colleague, date);
    if (leave === null) return current;
    if (leave.substituteKey === undefined) return null;
    current = leave.substituteKey;
  }
  return null;
}
