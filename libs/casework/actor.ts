import { sourceOf } from '#libs/contracts';
import type { Place } from '#libs/domain';
import type { Clock, EventMetadata, EventStore, ReadModels } from '#libs/event-sourcing';
import { lastSchoolDay } from '#libs/views';
import { accessOf } from './access-of.js';
import { NoAccessError } from './casework.errors.js';

/** What people's doings are recorded with. */
export interface CaseworkParts {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly clock: Clock;
}

/** Who does something: a member of staff of a district, by the key. */
export interface Actor {
  readonly district: string;
  readonly staff: string;
}

/** The one check before anything is done: the same as before anything is shown or told. @throws NoAccessError */
export async function requireAccess({ models }: CaseworkParts, { district, staff }: Actor, place: Place, date: string): Promise<void> {
  const known = await accessOf(models, { district, place, date }, [staff]);
  if ((known.get(staff) ?? null) !== null) return;
  throw new NoAccessError(`By the assignments of ${date} this member of staff may not see what it is about: nothing was recorded.`);
}

/** The district's day; before its first one that of this machine. */
export async function schoolDay({ store, clock }: CaseworkParts, district: string): Promise<string> {
  return (await lastSchoolDay(store, district)) ?? dayOf(clock);
}

/** The day of this machine, in UTC. */
export function dayOf(clock: Clock): string {
  return clock.now().toISOString().slice(0, 10);
}

/** What is said of an event that a person has caused. */
export function metadataOf({ clock }: CaseworkParts, district: string): EventMetadata {
  return { knownAt: clock.now().toISOString(), source: sourceOf(district, 'homeroom') };
}
