import { assignmentsOf, evolveStaffMember, parseStream, type StaffFact, type StaffMember } from '#libs/domain';
import type { DocumentProjection } from '#libs/event-sourcing';
import { staffMembers, type StaffDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

/** Assignments by member of staff, from the staff streams. */
export const staffProjection: DocumentProjection<StaffDocument> = {
  name: 'staff',
  prefixes: ['staff-'],
  collection: staffMembers,

  idOf(event) {
    if (!takes('staff', event.type)) return null;
    const stream = parseStream(event.stream);
    return stream.kind === 'staff' && !event.superseded ? stream.key : null;
  },

  evolve(document, event) {
    const member: StaffMember = {
      assigned: new Map(document?.assigned),
      unassigned: new Map(document?.unassigned),
      leaves: new Map((document?.leaves ?? []).map((leave) => [leave.from, leave])),
      preferences: document?.preferences ?? {},
    };
    evolveStaffMember(member, { type: event.type, data: event.data } as StaffFact);
    const stream = parseStream(event.stream);
    if (stream.kind !== 'staff') throw new Error(`${event.stream} is not the stream of a member of staff.`);
    return {
      district: stream.district,
      staff: stream.key,
      assignments: assignmentsOf(member),
      assigned: [...member.assigned],
      unassigned: [...member.unassigned],
      leaves: [...member.leaves.values()],
      preferences: member.preferences,
    };
  },
};
