import { describe, expect, it } from '@jest/globals';
import type { AssignmentTarget } from '../facts/facts.js';
import { Identities } from '../identity/identities.js';
import { assignmentsOf, emptyStaffMember, evolveStaffMember, forAllKeys, holdsOn, type Assignment, type StaffFact } from './assignments.js';
import type { Place } from '../access/access.js';
import { routeFor } from './routing.js';
import { Staff } from './staff.js';

const assigned = (data: Extract<StaffFact, { type: 'staff-assigned.v1' }>['data']): StaffFact => ({ type: 'staff-assigned.v1', data });
const unassigned = (data: Extract<StaffFact, { type: 'staff-unassigned.v1' }>['data']): StaffFact => ({
  type: 'staff-unassigned.v1',
  data,
});
const assignmentsAfter = (...facts: StaffFact[]): Assignment[] => assignmentsOf(facts.reduce(evolveStaffMember, emptyStaffMember()));

const advocate = { role: 'advocate', studentKey: 'k' } as const;

describe('assignments of one member of staff', () => {
  it('are open, or end where they say', () => {
    expect(
      assignmentsAfter(
        assigned({ ...advocate, from: '2025-09-01' }),
        assigned({ role: 'lead', communityId: 'c', from: '2025-09-02', to: '2026-01-01' }),
      ),
    ).toEqual([
      { role: 'advocate', target: { studentKey: 'k' }, from: '2025-09-01', to: null },
      { role: 'lead', target: { communityId: 'c' }, from: '2025-09-02', to: '2026-01-01' },
    ]);
  });

  it('end by an unassignment of the same role and target, whichever came first', () => {
    const facts = [assigned({ ...advocate, from: '2025-09-01' }), unassigned({ ...advocate, to: '2025-12-01' })];
    for (const order of [facts, facts.toReversed()]) expect(assignmentsAfter(...order)).toMatchObject([{ to: '2025-12-01' }]);
    const others: StaffFact[] = [
      unassigned({ role: 'counselor', studentKey: 'k', to: '2025-12-01' }),
      unassigned({ role: 'advocate', studentKey: 'other', to: '2025-12-01' }),
      unassigned({ role: 'advocate', schoolId: 'k', to: '2025-12-01' }),
      unassigned({ role: 'advocate', communityId: 'k', to: '2025-12-01' }),
      unassigned({ role: 'advocate', sectionId: 'k', to: '2025-12-01' }),
    ];
    expect(assignmentsAfter(assigned({ ...advocate, from: '2025-09-01' }), ...others)).toMatchObject([{ to: null }]);
  });

  it.each(['communityId', 'studentKey', 'sectionId', 'schoolId'] as const)('to different targets end each for itself: %s', (target) => {
    const duty = (id: string): { role: 'lead' } & AssignmentTarget => ({ role: 'lead', [target]: id });
    const facts = ['a', 'b'].map((id) => assigned({ ...duty(id), from: '2025-09-01' }));
    expect(assignmentsAfter(...facts, unassigned({ ...duty('b'), to: '2025-12-01' })).map(({ to }) => to)).toEqual([null, '2025-12-01']);
  });

  it('end the latest one that began before the unassignment', () => {
    const facts = [assigned({ ...advocate, from: '2025-09-01', to: '2025-10-01' }), assigned({ ...advocate, from: '2025-11-01' })];
    expect(assignmentsAfter(...facts, unassigned({ ...advocate, to: '2025-12-01' })).map(({ to }) => to)).toEqual([
      '2025-10-01',
      '2025-12-01',
    ]);
  });

  it('go and come back with retractions', () => {
    const begin = assigned({ ...advocate, from: '2025-09-01' });
    const stop = unassigned({ ...advocate, to: '2025-12-01' });
    expect(assignmentsAfter(begin, { type: 'assignment-retracted.v1', data: { ...advocate, from: '2025-09-01' } })).toEqual([]);
    expect(assignmentsAfter(begin, { type: 'assignment-retracted.v1', data: { ...advocate, from: '2025-09-02' } })).toHaveLength(1);
    expect(assignmentsAfter(begin, stop, { type: 'unassignment-retracted.v1', data: { ...advocate, to: '2025-12-01' } })).toMatchObject([
      { to: null },
    ]);
  });

  it('are corrected by the same beginning', () => {
    expect(
      assignmentsAfter(assigned({ ...advocate, from: '2025-09-01' }), assigned({ ...advocate, from: '2025-09-01', to: '2025-10-01' })),
    ).toMatchObject([{ to: '2025-10-01' }]);
  });

  it('hold from the first day to the day before the end', () => {
    const open: Assignment = { role: 'lead', target: {}, from: '2025-09-01', to: null };
    expect(['2025-08-31', '2025-09-01', '2099-01-01'].map((date) => holdsOn(open, date))).toEqual([false, true, true]);
    expect(['2025-09-30', '2025-10-01'].map((date) => holdsOn({ ...open, to: '2025-10-01' }, date))).toEqual([true, false]);
  });
});

describe('assignments to a student who has several keys', () => {
  const people = new Identities();
  people.apply('old', { type: 'student-identified-as.v1', data: { newKey: 'k' } }, {});
  const community = { role: 'lead', communityId: 'c' } as const;
  const member = [
    assigned({ role: 'advocate', studentKey: 'old', from: '2025-09-01' }),
    assigned({ ...community, from: '2025-09-01' }),
    unassigned({ ...advocate, to: '2025-12-01' }),
  ].reduce(evolveStaffMember, emptyStaffMember());

  it('are to the present key, and end by what is said of any of them', () => {
    expect(assignmentsOf(member, people)).toEqual([
      { role: 'advocate', target: { studentKey: 'k' }, from: '2025-09-01', to: '2025-12-01' },
      { role: 'lead', target: { communityId: 'c' }, from: '2025-09-01', to: null },
    ]);
    expect(assignmentsOf(member)).toMatchObject([{ target: { studentKey: 'old' }, to: null }, { to: null }]);
  });

  it('reach what stands under every one of them', () => {
    const assignments = assignmentsOf(member, people);
    const [own, others] = assignments;
    expect(forAllKeys(assignments, people)).toEqual([own, { ...own, target: { studentKey: 'old' } }, others]);
    expect(forAllKeys(assignments, null)).toEqual(assignments);
  });
});

describe('who is told of a student', () => {
  const place: Place = { studentKey: 'k', communityId: 'harbor', schoolId: 'north' };
  const duty = (role: Assignment['role'], target: Assignment['target'], over: Partial<Assignment> = {}): Assignment => ({
    role,
    target,
    from: '2025-09-01',
    to: null,
    ...over,
  });
  const route = (duties: Record<string, Assignment[]>, at = place): unknown => {
    const staff = new Staff();
    for (const [key, assignments] of Object.entries(duties)) staff.set(key, { assignments, leaves: [] });
    return routeFor(at, '2025-10-01', staff);
  };

  it('the advocate, else the counselor, else the lead, else the administrator', () => {
    const staff = {
      ann: [duty('administrator', { schoolId: 'north' })],
      lea: [duty('lead', { communityId: 'harbor' })],
      cal: [duty('counselor', { schoolId: 'north' })],
      ada: [duty('advocate', { studentKey: 'k' })],
    };
    const order = ['ada', 'cal', 'lea', 'ann'] as const;
    const roles = ['advocate', 'counselor', 'lead', 'administrator'];
    order.forEach((key, index) => {
      const left = Object.fromEntries(Object.entries(staff).filter(([name]) => order.indexOf(name as never) >= index));
      expect(route(left)).toEqual({ role: roles[index], staff: [key] });
    });
  });

  it('of one role whoever is nearest: the student’s, else the community’s, else the school’s', () => {
    const staff = {
      a: [duty('counselor', { schoolId: 'north' })],
      b: [duty('counselor', { communityId: 'harbor' })],
      c: [duty('counselor', { studentKey: 'k' })],
    };
    expect(route(staff)).toEqual({ role: 'counselor', staff: ['c'] });
    expect(route({ a: staff.a, b: staff.b })).toEqual({ role: 'counselor', staff: ['b'] });
    expect(route({ a: staff.a })).toEqual({ role: 'counselor', staff: ['a'] });
  });

  it('all of them, sorted, where several are as near', () => {
    const lead = [duty('lead', { communityId: 'harbor' })];
    expect(route({ zoe: lead, amy: lead })).toEqual({ role: 'lead', staff: ['amy', 'zoe'] });
  });

  it('only by assignments that hold that day and reach the student', () => {
    const staff = {
      a: [duty('advocate', { studentKey: 'k' }, { to: '2025-10-01' }), duty('advocate', { studentKey: 'other' })],
      b: [duty('lead', { communityId: 'tide' })],
      c: [duty('administrator', { schoolId: 'south' }), duty('administrator', { sectionId: 'north' })],
      d: [duty('counselor', { studentKey: 'k' }, { from: '2025-10-02' })],
    };
    expect(route(staff)).toEqual({ role: 'nobody', staff: [] });
    expect(route({ b: [duty('lead', { sectionId: 's' })] }, { ...place, communityId: null })).toEqual({ role: 'nobody', staff: [] });
  });

  it('never a teacher, who is not on the route', () => {
    expect(route({ t: [duty('teacher', { studentKey: 'k' })] })).toEqual({ role: 'nobody', staff: [] });
  });

  it('the one of two duties that fits, of a person with several', () => {
    expect(route({ a: [duty('lead', { communityId: 'tide' }), duty('lead', { communityId: 'harbor' })] })).toEqual({
      role: 'lead',
      staff: ['a'],
    });
  });
});
