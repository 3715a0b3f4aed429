import type { CareFacts } from '../facts/care-facts.js';
import { ContactDateError, ContactTakenBackError, OtherContactError, UnknownContactError } from './care.errors.js';

export type Contact = CareFacts['contact-recorded'];

export type CareEvent =
  | { readonly type: 'contact-recorded.v1'; readonly data: Contact }
  | { readonly type: 'contact-retracted.v1'; readonly data: CareFacts['contact-retracted'] };

export type CareCommand =
  /** `today`: the last day on which it can have taken place. */
  | { readonly kind: 'record'; readonly contact: Contact; readonly today: string }
  | { readonly kind: 'retract'; readonly contactId: string; readonly staff: string };

/** The contacts with one student by their ids; null where one was taken back. */
export type CareState = ReadonlyMap<string, Contact | null>;

/** What adults record of their contacts with a student. The same said again decides to nothing. */
export const careDecider = {
  initialState: (): CareState => new Map(),

  decide(state: CareState, command: CareCommand): readonly CareEvent[] {
    return command.kind === 'record' ? record(state, command) : retract(state, command);
  },

  evolve(state: CareState, event: CareEvent): CareState {
    return new Map(state).set(event.data.contactId, event.type === 'contact-recorded.v1' ? event.data : null);
  },
};

/** The contacts that stand, in order of their dates. */
export function contactsOf(state: CareState): Contact[] {
  const standing = [...state.values()].filter((contact) => contact !== null);
  return standing.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));
}

function record(state: CareState, { contact, today }: Extract<CareCommand, { kind: 'record' }>): readonly CareEvent[] {
  const { contactId, date } = contact;
  if (date > today) throw new ContactDateError(`A contact is recorded once it has taken place: ${date} is after ${today}.`);
  const known = state.get(contactId);
  if (known === null) throw new ContactTakenBackError(`Contact ${contactId} was taken back: record it anew under another id.`);
  if (known === undefined) return [{ type: 'contact-recorded.v1', data: contact }];
  if (isSame(known, contact)) return [];
  throw new OtherContactError(`Contact ${contactId} is another one: take it back first, or leave the id out.`);
}

function retract(state: CareState, { contactId, staff }: Extract<CareCommand, { kind: 'retract' }>): readonly CareEvent[] {
  const known = state.get(contactId);
  if (known === undefined) throw new UnknownContactError(`There is no contact ${contactId} with this student.`);
  return known === null ? [] : [{ type: 'contact-retracted.v1', data: { contactId, staff } }];
}

function isSame(a: Contact, b: Contact): boolean {
  return a.kind === b.kind && a.date === b.date && a.staff === b.staff;
}
