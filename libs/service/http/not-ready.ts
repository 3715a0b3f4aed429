import { whyNotReady, type HealthSource } from '../health.js';
import { ProblemError } from './problem.js';

/** Asked before it is ready. Nothing has failed, and probes ask again every few seconds: it is answered and not logged. */
export class NotReadyError extends ProblemError {}

/** @throws NotReadyError with the reason. */
export async function requireReady(source: HealthSource): Promise<void> {
  if (!source.isReady()) throw new NotReadyError(503, await whyNotReady(source));
}
