import { simulateDistrict, type SimulatedEvent } from '../../simulator/index.js';
import type { DemoDistrict } from './demo-district.js';

/** A school day with the records that arrive until the next one begins; `date` is null before the first. */
export interface SimulatedDay {
  readonly date: string | null;
  readonly events: readonly SimulatedEvent[];
}

/** As many as the simulator makes; at the accelerated pace they last for weeks. */
const YEARS = 50;

/** The district's days, the same at every start. @param from the days before it are passed over. */
export function* simulatedDays(demo: DemoDistrict, from: string | null): Generator<SimulatedDay, void, undefined> {
  let date: string | null = null;
  let events: SimulatedEvent[] = [];
  const isWanted = (): boolean => from === null || (date !== null && date >= from);
  for (const item of simulateDistrict({ ...demo, years: YEARS })) {
    if (item.kind === 'event') {
      if (isWanted()) events.push(item.event);
      continue;
    }
    if (isWanted()) yield { date, events };
    date = item.date;
    events = [];
  }
  if (isWanted()) yield { date, events };
}
