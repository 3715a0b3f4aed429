import { staffRoles } from '#libs/domain';
import { z } from 'zod';
import { date, identifier, optional, text } from './fields.js';
import { record } from './record-rules.js';

const staff = { staffId: identifier };
const targets = ['communityId', 'studentId', 'sectionId', 'schoolId'] as const;
const assignment = {
  ...staff,
  role: z.enum(staffRoles),
  communityId: optional(identifier),
  studentId: optional(identifier),
  sectionId: optional(identifier),
  schoolId: optional(identifier),
};

/** Who works here, and for whom. */
export const staffRecords = {
  'staff-profile': record({ ...staff, name: optional(text), email: optional(text), locale: optional(text) }),
  'staff-assigned': record({ ...assignment, from: date, to: optional(date) }, exactlyOneTarget),
  'assignment-retracted': record({ ...assignment, from: date }, exactlyOneTarget),
  'staff-unassigned': record({ ...assignment, from: optional(date), to: date }, exactlyOneTarget),
  'unassignment-retracted': record({ ...assignment, to: date }, exactlyOneTarget),
  'staff-leave-recorded': record({ ...staff, from: date, to: optional(date), substituteId: optional(identifier) }, backAfterLeaving),
  'staff-leave-retracted': record({ ...staff, from: date }),
};

function backAfterLeaving({ from, to }: { readonly from: string; readonly to?: string }) {
  return to === undefined || to > from ? null : { path: ['to'], message: 'expected the first day back, after from' };
}

function exactlyOneTarget(data: { readonly [target in (typeof targets)[number]]?: string }) {
  const [first, second] = targets.filter((target) => data[target] !== undefined);
  const message = `expected exactly one of ${targets.join(', ')}`;
  if (first === undefined) return { path: [], message };
  return second === undefined ? null : { path: [second], message };
}
