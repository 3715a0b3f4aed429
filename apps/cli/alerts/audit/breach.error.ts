/** A promise about alerts that the log shows to be broken. */
export class BreachError extends Error {
  override readonly name = 'BreachError';
}

/** @throws BreachError */
export function require(holds: boolean, alertId: string, position: number, what: string): void {
  if (!holds) throw new BreachError(`Alert ${alertId}: ${what} (because of event ${position}).`);
}
