import type { NoticePreferences } from '../facts/decisions.js';
import type { AssignmentTarget, StaffFacts, StaffRole } from '../facts/facts.js';
import type { Identities } from '../identity/identities.js';
import { endsOf } from '../student-year/intervals.js';

export type StaffFact = { [K in keyof StaffFacts]: { readonly type: `${K}.v1`; readonly data: StaffFacts[K] } }[keyof StaffFacts];

/** Reference state: the assignments and leaves of one member of staff, facts by natural key. */
export interface StaffMember {
  readonly assigned: Map<string, StaffFacts['staff-assigned']>;
  readonly unassigned: Map<string, StaffFacts['staff-unassigned']>;
  /** By their first day. */
  readonly leaves: Map<string, Leave>;
  preferences: NoticePreferences;
}

export type Leave = StaffFacts['staff-leave-recorded'];

export interface Assignment {
  readonly role: StaffRole;
  readonly target: AssignmentTarget;
  readonly from: string;
  /** First day it no longer holds; null while open. */
  readonly to: string | null;
}

export function holdsOn({ from, to }: Assignment, date: string): boolean {
  return from <= date && (to === null || date < to);
}

type Duty = AssignmentTarget & { readonly role: StaffRole };

export function emptyStaffMember(): StaffMember {
  return { assigned: new Map(), unassigned: new Map(), leaves: new Map(), preferences: {} };
}

/** Folds a fact that stands into the member's assignments, in place. */
export function evolveStaffMember(member: StaffMember, fact: StaffFact): StaffMember {
  switch (fact.type) {
    case 'staff-assigned.v1':
      member.assigned.set(dutyKey(fact.data) + fact.data.from, fact.data);
      return member;
    case 'assignment-retracted.v1':
      member.assigned.delete(dutyKey(fact.data) + fact.data.from);
      return member;
    case 'staff-unassigned.v1':
      member.unassigned.set(dutyKey(fact.data) + fact.data.to, fact.data);
      return member;
    case 'unassignment-retracted.v1':
      member.unassigned.delete(dutyKey(fact.data) + fact.data.to);
      return member;
    case 'staff-leave-recorded.v1':
      member.leaves.set(fact.data.from, fact.data);
      return member;
    case 'staff-leave-retracted.v1':
      member.leaves.delete(fact.data.from);
      return member;
    case 'notice-preferences-set.v1':
      member.preferences = fact.data;
      return member;
  }
}

/**
 * The member's assignments with their ends found.
 * @param people which keys stand for one student: an assignment to any of them is one to the student's present key. null: each for itself.
 */
export function assignmentsOf(member: StaffMember, people: Identities | null = null): Assignment[] {
  const assigned = byDuty(member.assigned.values(), people);
  const unassigned = byDuty(member.unassigned.values(), people);
  return [...assigned].flatMap(([key, beginnings]) => {
    const endings = unassigned.get(key)?.map(({ to }) => ({ at: to })) ?? [];
    const ends = endsOf(beginnings, endings);
    return beginnings.map(({ role, from, to: _, ...target }, index) => ({ role, target, from, to: ends[index] ?? null }));
  });
}

function byDuty<D extends Duty>(duties: Iterable<D>, people: Identities | null): Map<string, D[]> {
  const present = Array.from(duties, (duty) => withPresentKey(duty, people));
  return Map.groupBy(present, dutyKey);
}

/** The same assignments for every key of a student: whoever is assigned to the student may see what stands under a former id too. */
export function forAllKeys(assignments: readonly Assignment[], people: Identities | null): readonly Assignment[] {
  if (people === null) return assignments;
  return assignments.flatMap((assignment): readonly Assignment[] => {
    const { studentKey } = assignment.target;
    if (studentKey === undefined) return [assignment];
    return people.keysOf(studentKey).map((key) => ({ ...assignment, target: { studentKey: key } }));
  });
}

function withPresentKey<D extends Duty>(duty: D, people: Identities | null): D {
  const { studentKey } = duty;
  return studentKey === undefined || people === null ? duty : { ...duty, studentKey: people.personOf(studentKey) };
}

/** Role and target, whatever characters the ids hold. */
function dutyKey(duty: Duty): string {
  return JSON.stringify([duty.role, duty.communityId ?? 0, duty.studentKey ?? 0, duty.sectionId ?? 0, duty.schoolId ?? 0]);
}
