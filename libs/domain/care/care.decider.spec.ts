import { describe, expect, it } from '@jest/globals';
import { specifyDecider } from '#libs/testing';
import { careDecider, contactsOf, type CareEvent, type Contact } from './care.decider.js';
import { ContactDateError, ContactTakenBackError, OtherContactError, UnknownContactError } from './care.errors.js';

const { given } = specifyDecider(careDecider);
const today = '2025-10-02';
const call: Contact = { contactId: 'c1', kind: 'call', date: '2025-10-01', staff: 'ann' };
const recorded = (contact: Contact = call): CareEvent => ({ type: 'contact-recorded.v1', data: contact });
const retracted: CareEvent = { type: 'contact-retracted.v1', data: { contactId: 'c1', staff: 'bo' } };

describe('contacts with a student', () => {
  it('are recorded with their kind, day and who had them', () => {
    given([]).when({ kind: 'record', contact: call, today }).then([recorded()]);
    given([])
      .when({ kind: 'record', contact: { ...call, date: today }, today })
      .then([recorded({ ...call, date: today })]);
  });

  it('are recorded once, however often it is said', () => {
    given([recorded()]).when({ kind: 'record', contact: call, today }).then([]);
  });

  it('are taken back once, by whoever may', () => {
    given([recorded()]).when({ kind: 'retract', contactId: 'c1', staff: 'bo' }).then([retracted]);
    given([recorded(), retracted]).when({ kind: 'retract', contactId: 'c1', staff: 'ann' }).then([]);
  });

  it('are refused where they cannot be: of a day to come, under the id of another one or of one that was taken back, unknown', () => {
    given([])
      .when({ kind: 'record', contact: { ...call, date: '2025-10-03' }, today })
      .thenThrows(ContactDateError, /taken place: 2025-10-03 is after 2025-10-02/);
    for (const other of [{ kind: 'meeting' }, { date: today }, { staff: 'bo' }] as const) {
      given([recorded()])
        .when({ kind: 'record', contact: { ...call, ...other }, today })
        .thenThrows(OtherContactError, /c1 is another one: take it back first/);
    }
    given([recorded(), retracted])
      .when({ kind: 'record', contact: call, today })
      .thenThrows(ContactTakenBackError, /c1 was taken back: record it anew/);
    given([recorded()])
      .when({ kind: 'retract', contactId: 'c2', staff: 'ann' })
      .thenThrows(UnknownContactError, /no contact c2 with this student/);
  });

  it('are listed by their day, without those that were taken back', () => {
    const later = { ...call, contactId: 'c2', date: today };
    const earlier = { ...call, contactId: 'c3', date: '2025-09-30' };
    const state = [recorded(), recorded(later), recorded(earlier), retracted].reduce(careDecider.evolve, careDecider.initialState());
    expect(contactsOf(state)).toEqual([earlier, later]);
    const named = (...dates: string[]): string[] => {
      const events = dates.map((date, index) => recorded({ ...call, contactId: `n${index}`, date }));
      return contactsOf(events.reduce(careDecider.evolve, careDecider.initialState())).map(({ contactId }) => contactId);
    };
    expect(named('2025-09-03', '2025-09-01', '2025-09-02')).toEqual(['n1', 'n2', 'n0']);
    expect(named('2025-09-01', '2025-09-02', '2025-09-03')).toEqual(['n0', 'n1', 'n2']);
    expect(named('2025-09-02', '2025-09-02', '2025-09-01')).toEqual(['n2', 'n0', 'n1']);
  });
});
