import { describe, expect, it } from '@jest/globals';
import type { Assignment, Leave } from '../assignments/assignments.js';
import { lineFor, routeFor } from '../assignments/routing.js';
import { Staff } from '../assignments/staff.js';
import type { AssignmentTarget, StaffRole } from '../facts/facts.js';
import { accessTo, tieOf, type Place } from './access.js';

const place: Place = { studentKey: 'k', communityId: 'harbor', schoolId: 'north', sectionIds: ['s1', 's2'] };
const date = '2025-10-10';

const duty = (role: StaffRole, target: AssignmentTarget, over: Partial<Assignment> = {}): Assignment => ({
  role,
  target,
  from: '2025-09-01',
  to: null,
  ...over,
});

function staffOf(members: Record<string, { assignments?: Assignment[]; leaves?: Leave[] }>): Staff {
  const staff = new Staff();
  for (const [key, { assignments = [], leaves = [] }] of Object.entries(members)) staff.set(key, { assignments, leaves });
  return staff;
}

const access = (assignment: Assignment, at = place): unknown => accessTo(at, date, 'ann', staffOf({ ann: { assignments: [assignment] } }));

describe('whoever is assigned to', () => {
  it.each([
    ['the student', duty('advocate', { studentKey: 'k' }), { role: 'advocate', through: 'student' }],
    ['a section of the student', duty('teacher', { sectionId: 's2' }), { role: 'teacher', through: 'section' }],
    ['the community', duty('teacher', { communityId: 'harbor' }), { role: 'teacher', through: 'community' }],
    ['the school as its counselor', duty('counselor', { schoolId: 'north' }), { role: 'counselor', through: 'school' }],
    ['the school as a lead', duty('lead', { schoolId: 'north' }), { role: 'lead', through: 'school' }],
    ['the school as its administrator', duty('administrator', { schoolId: 'north' }), { role: 'administrator', through: 'school' }],
  ])('%s may see the student, and why is said', (_, assignment, expected) => {
    expect(access(assignment)).toEqual(expected);
  });

  it.each([
    ['another student', duty('advocate', { studentKey: 'other' })],
    ['a section that the student does not attend', duty('teacher', { sectionId: 's3' })],
    ['another community', duty('lead', { communityId: 'tide' })],
    ['another school', duty('administrator', { schoolId: 'south' })],
    ['the whole school as a teacher', duty('teacher', { schoolId: 'north' })],
    ['the whole school as an advocate', duty('advocate', { schoolId: 'north' })],
    ['the school’s data', duty('data-contact', { schoolId: 'north' })],
    ['the community’s data', duty('data-contact', { communityId: 'harbor' })],
    ['the student’s data', duty('data-contact', { studentKey: 'k' })],
    ['the student until today', duty('advocate', { studentKey: 'k' }, { to: date })],
    ['the student from tomorrow on', duty('advocate', { studentKey: 'k' }, { from: '2025-10-11' })],
  ])('%s may not', (_, assignment) => {
    expect(access(assignment)).toBeNull();
  });

  it.each([{ studentKey: 'other' }, { sectionId: 's3' }, { communityId: 'tide' }, { schoolId: 'south' }])(
    'another one is not tied: %j',
    (target) => {
      expect(tieOf(duty('counselor', target), place, date)).toBeNull();
      expect(tieOf(duty('counselor', { sectionId: 's1' }), { studentKey: 'k', communityId: null, schoolId: null }, date)).toBeNull();
    },
  );

  it('nothing may see nothing', () => {
    expect(accessTo(place, date, 'nobody', staffOf({}))).toBeNull();
  });

  it('a place is reached by its own name only', () => {
    const bare: Place = { studentKey: null, communityId: null, schoolId: 'north' };
    expect(access(duty('data-contact', { schoolId: 'north' }), bare)).toEqual({ role: 'data-contact', through: 'school' });
    expect(access(duty('teacher', { sectionId: 's1' }), bare)).toBeNull();
    expect(access(duty('lead', { communityId: 'harbor' }), bare)).toBeNull();
  });

  it('several ways sees by the narrowest', () => {
    const assignments = [
      duty('counselor', { schoolId: 'north' }),
      duty('advocate', { studentKey: 'k' }),
      duty('lead', { communityId: 'harbor' }),
      duty('teacher', { sectionId: 's1' }),
    ];
    expect(accessTo(place, date, 'ann', staffOf({ ann: { assignments } }))).toEqual({ role: 'advocate', through: 'student' });
    const alike = [duty('teacher', { communityId: 'harbor' }), duty('lead', { communityId: 'harbor' })];
    expect(accessTo(place, date, 'ann', staffOf({ ann: { assignments: alike } }))).toMatchObject({ role: 'teacher' });
  });
});

describe('a colleague on leave', () => {
  const advocate = duty('advocate', { studentKey: 'k' });
  const away = (over: Partial<Leave> = {}): Leave => ({ from: '2025-10-06', to: '2025-10-13', ...over });
  const members = (leave: Leave) => ({
    ann: { assignments: [advocate], leaves: [leave] },
    bo: {},
    cal: { assignments: [duty('counselor', { schoolId: 'north' })] },
  });

  it('is stood in for: the substitute is told and may see', () => {
    const staff = staffOf(members(away({ substituteKey: 'bo' })));
    expect(routeFor(place, date, staff)).toEqual({ role: 'advocate', staff: ['bo'], standsInFor: ['ann'] });
    expect(accessTo(place, date, 'bo', staff)).toEqual({ role: 'advocate', through: 'student', standsInFor: 'ann' });
  });

  it('is stood in for only in what reaches the student that day', () => {
    const staffWith = (assignment: Assignment): Staff =>
      staffOf({ ann: { assignments: [assignment], leaves: [away({ substituteKey: 'bo' })] }, bo: {} });
    for (const assignment of [{ ...advocate, to: date }, duty('teacher', { schoolId: 'north' })]) {
      expect(accessTo(place, date, 'bo', staffWith(assignment))).toBeNull();
    }
  });

  it('is passed over where nobody stands in', () => {
    expect(routeFor(place, date, staffOf(members(away())))).toEqual({ role: 'counselor', staff: ['cal'] });
  });

  it('is back on the first day after', () => {
    const staff = staffOf(members(away({ substituteKey: 'bo' })));
    for (const day of ['2025-10-05', '2025-10-13']) {
      expect(routeFor(place, day, staff)).toEqual({ role: 'advocate', staff: ['ann'] });
      expect(accessTo(place, day, 'bo', staff)).toBeNull();
    }
  });

  it('without a day of return stays away', () => {
    const staff = staffOf(members({ from: '2025-10-06', substituteKey: 'bo' }));
    expect(routeFor(place, '2026-05-01', staff)).toMatchObject({ staff: ['bo'] });
  });

  it('may be stood in for by somebody who is stood in for; a circle leads to nobody', () => {
    const chain = { ...members(away({ substituteKey: 'bo' })), bo: { leaves: [away({ substituteKey: 'dee' })] } };
    expect(routeFor(place, date, staffOf(chain))).toMatchObject({ staff: ['dee'] });
    const circle = { ...members(away({ substituteKey: 'bo' })), bo: { leaves: [away({ substituteKey: 'ann' })] } };
    expect(routeFor(place, date, staffOf(circle))).toMatchObject({ role: 'counselor' });
  });

  it('on several leaves is stood in for by the latest', () => {
    const leaves = [
      away({ substituteKey: 'bo' }),
      away({ from: '2025-10-08', substituteKey: 'dee' }),
      away({ from: '2025-10-07', substituteKey: 'cal' }),
    ];
    expect(routeFor(place, date, staffOf({ ann: { assignments: [advocate], leaves } }))).toMatchObject({ staff: ['dee'] });
  });
});

describe('the line', () => {
  const staff = staffOf({
    ada: { assignments: [duty('advocate', { studentKey: 'k' })] },
    tom: { assignments: [duty('teacher', { sectionId: 's1' })] },
    una: { assignments: [duty('teacher', { communityId: 'harbor' })] },
    lea: { assignments: [duty('lead', { communityId: 'harbor' })] },
    max: { assignments: [duty('administrator', { schoolId: 'north' })] },
  });

  it('goes from the advocate to the administrator', () => {
    expect(lineFor(place, date, staff).map(({ role }) => role)).toEqual(['advocate', 'lead', 'administrator']);
  });

  it('may begin with other roles, nearest first, and goes on as usual', () => {
    expect(lineFor(place, date, staff, ['teacher', 'lead'])).toEqual([
      { role: 'teacher', staff: ['tom'] },
      { role: 'lead', staff: ['lea'] },
      { role: 'advocate', staff: ['ada'] },
      { role: 'administrator', staff: ['max'] },
    ]);
  });

  it('follows new assignments', () => {
    const moved = staffOf({ ada: { assignments: [duty('advocate', { studentKey: 'k' })] } });
    moved.set('ada', { assignments: [duty('advocate', { studentKey: 'other' })], leaves: [] });
    expect(routeFor(place, date, moved)).toEqual({ role: 'nobody', staff: [] });
  });

  it('leads only to people who may see', () => {
    for (const { staff: told } of lineFor(place, date, staff, ['teacher', 'data-contact'])) {
      for (const key of told) expect(accessTo(place, date, key, staff)).not.toBeNull();
    }
  });
});
