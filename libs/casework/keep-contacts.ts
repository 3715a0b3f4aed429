import { randomUUID } from 'node:crypto';
import {
  careDecider,
  careStream,
  contactsOf,
  dayIndex,
  decodeStudentYear,
  liveAsOf,
  sectionsOn,
  type CareCommand,
  type CareEvent,
  type Contact,
  type Place,
} from '#libs/domain';
import { execute, type EventStore, type ReadModels, type RecordedEvent } from '#libs/event-sourcing';
import { students, type StudentDocument } from '#libs/views';
import { dayOf, metadataOf, requireAccess, schoolDay, type Actor, type CaseworkParts } from './actor.js';
import { UnknownStudentError } from './casework.errors.js';
import { readPeople } from './read-people.js';

/** A contact as a person reports it; without an id it is a new one. */
export type ReportedContact = Pick<Contact, 'kind' | 'date'> & { readonly contactId?: string | undefined };

interface ContactSources {
  readonly store: EventStore;
  readonly models: ReadModels;
}

export interface Kept {
  readonly contactId: string;
  /** False where the same stood already. */
  readonly changed: boolean;
}

/**
 * Records a contact with a student, had by whoever reports it; of a student with several ids under the present one.
 *
 * @throws UnknownStudentError; NoAccessError; CareRefusal; ConcurrencyError
 */
export async function recordContact(parts: CaseworkParts, actor: Actor, asked: string, contact: ReportedContact): Promise<Kept> {
  const key = (await readPeople(parts.models, actor.district)).personOf(asked);
  const { kind, date, contactId = randomUUID() } = contact;
  const day = await schoolDay(parts, actor.district);
  const today = day > dayOf(parts.clock) ? day : dayOf(parts.clock);
  await requireStudentAccess(parts, actor, key, day);
  return keep(parts, actor, key, { kind: 'record', contact: { contactId, kind, date, staff: actor.staff }, today });
}

/** Takes back a contact that was recorded by mistake. @throws as `recordContact` */
export async function retractContact(parts: CaseworkParts, actor: Actor, asked: string, contactId: string): Promise<Kept> {
  const keys = (await readPeople(parts.models, actor.district)).keysOf(asked);
  await requireStudentAccess(parts, actor, keys[0] ?? asked, await schoolDay(parts, actor.district));
  const key = await keyOfContact(parts.store, actor.district, keys, contactId);
  return keep(parts, actor, key ?? asked, { kind: 'retract', contactId, staff: actor.staff });
}

/** Under which of a student's keys a contact was recorded. */
async function keyOfContact(store: EventStore, district: string, keys: readonly string[], contactId: string): Promise<string | null> {
  for (const key of keys) {
    const events = await store.readStream(careStream(district, key));
    if (events.map(decode).some(({ data }) => data.contactId === contactId)) return key;
  }
  return null;
}

/** The contacts with a student that stand, in order of their days, under whichever of the student's ids they were recorded. */
export async function readContacts({ store, models }: ContactSources, district: string, asked: string): Promise<readonly Contact[]> {
  const keys = (await readPeople(models, district)).keysOf(asked);
  const streams = await Promise.all(keys.map((key) => store.readStream(careStream(district, key))));
  const events = streams.flat();
  return contactsOf(events.map(decode).reduce((state, event) => careDecider.evolve(state, event), careDecider.initialState()));
}

async function keep(parts: CaseworkParts, { district }: Actor, key: string, command: CareCommand): Promise<Kept> {
  const { events } = await execute({
    store: parts.store,
    stream: careStream(district, key),
    decider: careDecider,
    command,
    decode,
    encode: ({ type, data }) => ({ id: randomUUID(), type, data, metadata: metadataOf(parts, district) }),
  });
  return { contactId: command.kind === 'record' ? command.contact.contactId : command.contactId, changed: events.length > 0 };
}

function decode({ type, data }: RecordedEvent): CareEvent {
  return { type, data } as CareEvent;
}

/** The latest school year says where the student is. */
async function requireStudentAccess(parts: CaseworkParts, actor: Actor, key: string, day: string): Promise<void> {
  const query = { index: 'byKey', equals: [actor.district, key], order: 'descending', limit: 1 } as const;
  const [student] = (await parts.models.collection<StudentDocument>(students).find(query)).documents;
  if (student === undefined) throw new UnknownStudentError('There is no such student in this district.');
  const { communityId, schoolId, state, year } = student.body;
  const sectionIds = sectionsOn(decodeStudentYear(state), dayIndex(liveAsOf(day, year), year));
  const place: Place = { studentKey: key, communityId, schoolId, sectionIds };
  await requireAccess(parts, actor, place, day);
}
