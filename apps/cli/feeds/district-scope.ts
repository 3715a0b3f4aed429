import type { EventLog } from '#libs/event-sourcing';
import { schoolYearOf } from '#libs/domain';
import { foldReference, type DistrictScope } from '../../gateway/index.js';

/** Calendars and the day of a district, read from the log. */
export async function scopeOf({ log }: { readonly log: EventLog }, district: string): Promise<DistrictScope> {
  const reference = await foldReference(log, null);
  const day = reference.dayOf(district);
  return { district, day, year: day === null ? 0 : schoolYearOf(day), reference };
}
