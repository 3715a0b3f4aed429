/** Every day of the simulation has the same number of phases; a step is one phase of one day. */
export const LAST_PHASE = 15;

export function stepOf(day: number, phase: number): number {
  return day * (LAST_PHASE + 1) + phase;
}

/** The step of a phase some days after that of a step. */
export function stepLater(step: number, days: number, phase: number): number {
  return stepOf(Math.floor(step / (LAST_PHASE + 1)) + days, phase);
}
