import { careDecider, contactsOf, parseStream, type CareEvent, type CareState, type StreamName } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { careOfStudents, type CareDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';
import { FOLLOW_THROUGH } from './follow-through.names.js';

/** Contacts by student, from the care streams. */
export const careProjection: DocumentProjection<CareDocument> = {
  name: FOLLOW_THROUGH,
  prefixes: ['care-'],
  collection: careOfStudents,

  idOf(event) {
    return takes('care', event.type) ? studentOf(event).key : null;
  },

  evolve(document, event) {
    const { district, key } = studentOf(event);
    const state = careDecider.evolve(stateOf(document), { type: event.type, data: event.data } as CareEvent);
    return { district, key, contacts: contactsOf(state), takenBack: [...state].flatMap(([id, contact]) => (contact === null ? [id] : [])) };
  },
};

function stateOf(document: CareDocument | null): CareState {
  if (document === null) return careDecider.initialState();
  const { contacts, takenBack } = document;
  return new Map([...contacts.map((contact) => [contact.contactId, contact] as const), ...takenBack.map((id) => [id, null] as const)]);
}

function studentOf({ stream }: RecordedEvent): Extract<StreamName, { kind: 'care' | 'identity' | 'staff' }> {
  const name = parseStream(stream);
  if (name.kind !== 'care') throw new Error(`${stream} is not a stream of contacts.`);
  return name;
}
