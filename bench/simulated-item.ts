import { parseCloudEvent } from '#libs/contracts';
import type { IntakeItem } from '../apps/ingestion/index.js';
import type { SimulatedEvent } from '../apps/simulator/index.js';

/** A simulated record as the intake takes it. */
export function simulatedItem(event: SimulatedEvent): IntakeItem {
  const parsed = parseCloudEvent(JSON.stringify(event));
  if (!parsed.ok) throw new Error(`The simulator wrote a record that is refused: ${parsed.refusal.message}`);
  return { record: parsed.record };
}
