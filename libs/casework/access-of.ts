import { accessTo, type Access, type Place } from '#libs/domain';
import type { ReadModels } from '#libs/event-sourcing';
import { everybodyOf, staffOf } from './staff-of.js';

/** A place on a day of a district. */
export interface PlaceOnDay {
  readonly district: string;
  readonly place: Place;
  readonly date: string;
}

/**
 * Why each of some members of staff may know of what is about a place on a day; null for who may not. The member's own assignments come
 * first, so everybody's are read only for those who have none to it and may stand in for somebody: thousands in a large district.
 */
export async function accessOf(
  models: ReadModels,
  { district, place, date }: PlaceOnDay,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Access | null>> {
  const own = await staffOf(models, district, keys);
  const found = new Map(keys.map((key) => [key, accessTo(place, date, key, own)]));
  const open = keys.filter((key) => found.get(key) === null);
  if (open.length === 0) return found;
  const everybody = await everybodyOf(models, district);
  for (const key of open) found.set(key, accessTo(place, date, key, everybody));
  return found;
}
