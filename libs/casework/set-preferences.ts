import { randomUUID } from 'node:crypto';
import { preferencesDecider, staffStream, type NoticePreferences, type PreferencesEvent } from '#libs/domain';
import { execute, type EventStore, type RecordedEvent } from '#libs/event-sourcing';
import { metadataOf, type Actor, type CaseworkParts } from './actor.js';

/** How a member of staff wants to be told now; empty where nothing was said. */
export async function readPreferences(store: EventStore, { district, staff }: Actor): Promise<NoticePreferences> {
  const events = await store.readStream(staffStream(district, staff));
  return events.flatMap((event) => decode(event) ?? []).reduce(preferencesDecider.evolve, preferencesDecider.initialState());
}

/**
 * Sets how a member of staff wants to be told; what is left out is as the district has it.
 *
 * @returns whether that differs from what stood. @throws ImpossiblePreferencesError; ConcurrencyError
 */
export async function setPreferences(parts: CaseworkParts, { district, staff }: Actor, preferences: NoticePreferences): Promise<boolean> {
  const { events } = await execute({
    store: parts.store,
    stream: staffStream(district, staff),
    decider: preferencesDecider,
    command: preferences,
    decode,
    encode: ({ type, data }) => ({ id: randomUUID(), type, data, metadata: metadataOf(parts, district) }),
  });
  return events.length > 0;
}

/** null: assignments and leaves stand in the same stream. */
function decode({ type, data }: RecordedEvent): PreferencesEvent | null {
  return type === 'notice-preferences-set.v1' ? ({ type, data } as PreferencesEvent) : null;
}
