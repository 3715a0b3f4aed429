import { sourceOf } from '#libs/contracts';
import type { Clock, EventStore } from '#libs/event-sourcing';
import { districtToday, lastSchoolDay, startSchoolDay } from '../day/day-clock.js';
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

export const IMPORT_BATCH = 500;

/** A district without a day has no status: its first import starts today. */
export async function startFirstDay({ store, district, clock, timeZone }: ImportOptions): Promise<void> {
  if (timeZone === null || (await lastSchoolDay(store, district)) !== null) return;
  await startSchoolDay(store, district, districtToday(clock, timeZone), sourceOf(district, 'clock'));
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
