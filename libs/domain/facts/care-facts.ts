export const contactKinds = ['check-in', 'call', 'message', 'meeting', 'home-visit', 'other'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** What adults did with and for one student, over all years (stream `care-...`). Any genuine contact counts. */
export interface CareFacts {
  'contact-recorded': {
    /** Tells the contacts of one student apart. */
    contactId: string;
    kind: ContactKind;
    /** When it took place. */
    date: string;
    /** Key of the member of staff. */
    staff: string;
  };
  'contact-retracted': {
    contactId: string;
    /** Key of the member of staff who took it back. */
    staff?: string;
  };
}
