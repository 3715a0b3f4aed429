import { describe, expect, it } from '@jest/globals';
import type { AssignmentTarget } from '../facts/facts.js';
import type { Assignment, Leave } from './assignments.js';
import { emptyStaffMember, evolveStaffMember, type StaffFact } from './assignments.js';
import { atWork, leaveOn } from './leave.js';
import { routeFor } from './routing.js';
import { Staff } from './staff.js';

const lead = (target: AssignmentTarget): Assignment => ({ role: 'lead', target, from: '2025-09-01', to: null });
const staffWith = (targets: Readonly<Record<string, readonly AssignmentTarget[]>>): Staff => {
  const staff = new Staff();
  for (const [key, of] of Object.entries(targets)) staff.set(key, { assignments: of.map(lead), leaves: [] });
  return staff;
};
const nowhere = { studentKey: null, communityId: null, schoolId: null };
const around = (staff: Staff, place: Partial<Parameters<Staff['around']>[0]>): string[] => [
  ...staff.around({ ...nowhere, ...place }, '2025-10-01').keys(),
];

describe('who is around', () => {
  const staff = staffWith({ ada: [{ studentKey: 'x' }], sam: [{ sectionId: 'x' }], cal: [{ communityId: 'x' }], ann: [{ schoolId: 'x' }] });

  it('is found by the kind of what they are assigned to and by its id', () => {
    expect(around(staff, { studentKey: 'x' })).toEqual(['ada']);
    expect(around(staff, { sectionIds: ['x'] })).toEqual(['sam']);
    expect(around(staff, { communityId: 'x' })).toEqual(['cal']);
    expect(around(staff, { schoolId: 'x' })).toEqual(['ann']);
    expect(around(staff, { studentKey: 'y', sectionIds: ['y'], communityId: 'y', schoolId: 'y' })).toEqual([]);
  });

  it('comes with what ties them there, and with nothing else that they are assigned to', () => {
    const busy = staffWith({
      ann: [{ studentKey: 'x' }, { studentKey: 'z' }, { sectionId: 's' }, { schoolId: 'y' }],
      bea: [{ schoolId: 'y' }],
    });
    const place = { ...nowhere, studentKey: 'x', schoolId: 'y', sectionIds: ['s'] };
    const ofAnn = [lead({ sectionId: 's' }), lead({ studentKey: 'x' }), lead({ schoolId: 'y' })];
    expect([...busy.around(place, '2025-10-01')]).toEqual([
      ['ann', ofAnn],
      ['bea', [lead({ schoolId: 'y' })]],
    ]);
    expect([busy.between('ann', place), busy.between('bea', place)]).toEqual([ofAnn, [lead({ schoolId: 'y' })]]);
    expect(busy.between('cal', place)).toEqual([]);
  });

  it('is only who holds something that day', () => {
    const [before, during] = [{ ...lead({ schoolId: 'x' }), to: '2025-12-01' }, lead({ schoolId: 'x' })];
    const changing = new Staff()
      .set('ann', { assignments: [before], leaves: [] })
      .set('bea', { assignments: [before, during], leaves: [] });
    const place = { ...nowhere, schoolId: 'x' };
    expect([...changing.around(place, '2025-08-31')]).toEqual([]);
    expect([...changing.around(place, '2025-11-30').keys()]).toEqual(['ann', 'bea']);
    expect([...changing.around(place, '2025-12-01')]).toEqual([['bea', [during]]]);
    expect(changing.between('ann', place)).toEqual([before]);
  });

  it('is nobody where there is no place', () => {
    const oddly = staffWith({ odd: [{ studentKey: 'null' }, { communityId: 'null' }, { schoolId: 'null' }, {}] });
    expect(around(oddly, {})).toEqual([]);
  });

  it('changes with the assignments: what is not held any more is not found', () => {
    const changing = staffWith({ ann: [{ schoolId: 'x' }], bea: [{ schoolId: 'x' }] });
    changing.set('ann', { assignments: [lead({ schoolId: 'y' })], leaves: [] });
    expect([around(changing, { schoolId: 'x' }), around(changing, { schoolId: 'y' })]).toEqual([['bea'], ['ann']]);
    expect(changing.get('ann')?.assignments).toEqual([lead({ schoolId: 'y' })]);
  });
});

describe('a leave', () => {
  const leave = (from: string, to?: string, substituteKey?: string): Leave => ({
    from,
    ...(to !== undefined && { to }),
    ...(substituteKey !== undefined && { substituteKey }),
  });
  const on = (date: string, ...leaves: Leave[]): string | null => leaveOn({ leaves }, date)?.from ?? null;

  it('holds from its first day to the day before its end', () => {
    const days = ['2025-09-30', '2025-10-01', '2025-10-09', '2025-10-10'];
    expect(days.map((date) => on(date, leave('2025-10-01', '2025-10-10')))).toEqual([null, '2025-10-01', '2025-10-01', null]);
  });

  it('of several at once is the one that began last, in whatever order they are known', () => {
    const [early, late] = [leave('2025-10-01'), leave('2025-10-05')];
    expect([on('2025-10-06', early, late), on('2025-10-06', late, early)]).toEqual(['2025-10-05', '2025-10-05']);
  });

  const chain = (length: number): Staff => {
    const staff = new Staff();
    for (let index = 0; index < length; index++) {
      staff.set(`p${index}`, { assignments: [], leaves: [leave('2025-10-01', undefined, `p${index + 1}`)] });
    }
    return staff;
  };

  it('is stood in for along a chain of at most five people', () => {
    expect(atWork('p0', '2025-10-02', chain(5))).toBe('p5');
    expect(atWork('p0', '2025-10-02', chain(6))).toBeNull();
  });

  it('leaves the names of all who are away with those who stand in, sorted', () => {
    const staff = new Staff();
    for (const key of ['zoe', 'amy']) {
      staff.set(key, { assignments: [lead({ communityId: 'c' })], leaves: [leave('2025-10-01', undefined, 'sub')] });
    }
    const place = { studentKey: null, communityId: 'c', schoolId: null };
    expect(routeFor(place, '2025-10-02', staff)).toEqual({ role: 'lead', staff: ['sub'], standsInFor: ['amy', 'zoe'] });
  });

  it('is recorded by its first day, corrected, retracted; preferences are kept as last set', () => {
    const recorded = (data: Leave): StaffFact => ({ type: 'staff-leave-recorded.v1', data });
    const facts: StaffFact[] = [
      recorded(leave('2025-10-01')),
      recorded(leave('2025-10-01', '2025-10-10')),
      recorded(leave('2025-12-01')),
      { type: 'staff-leave-retracted.v1', data: { from: '2025-12-01' } },
      { type: 'notice-preferences-set.v1', data: { digestHour: 7 } },
      { type: 'notice-preferences-set.v1', data: { digestHour: 8 } },
    ];
    const member = facts.reduce(evolveStaffMember, emptyStaffMember());
    expect([...member.leaves]).toEqual([['2025-10-01', leave('2025-10-01', '2025-10-10')]]);
    expect(member.preferences).toEqual({ digestHour: 8 });
  });
});
