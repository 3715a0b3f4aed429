import type { Clock, EventStore } from '#libs/event-sourcing';
import { FirstDays } from '../day/first-days.js';
import type { Intake } from '../intake/intake.js';
import type { ImportProgress } from './import-report.js';

/** What every import needs. */
export interface ImportOptions {
  readonly district: string;
  readonly intake: Pick<Intake, 'take'>;
  readonly store: EventStore;
  readonly clock: Clock;
  /** Where the district is, for its first day; null where somebody else starts its days, as the simulator does. */
  readonly timeZone: string | null;
  /** When it aborts, the import ends after the batch in hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: ImportProgress;
}

const IMPORT_BATCH = 500;

/** The first import of a district starts its first day. */
export async function startFirstDay({ store, district, clock, timeZone }: ImportOptions): Promise<void> {
  if (timeZone !== null) await new FirstDays({ store, clock, timeZone }).ensure([district]);
}

/** Gathers what comes one by one or in groups of any size. */
export async function* inBatches<T>(groups: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const group of groups) {
    for (const item of group) {
      if (batch.push(item) < IMPORT_BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
