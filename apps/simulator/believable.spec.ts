import { beforeAll, describe, expect, it } from '@jest/globals';
import { District } from './district.js';
import { simulateDistrict, type SimulatedEvent, type SimulationOptions } from './index.js';
import { settingsOf } from './options.js';

interface Census {
  readonly events: number;
  readonly names: Map<string, number>;
  /** Days missed by student, after all corrections. */
  readonly missed: Map<string, number>;
  readonly enrolled: Set<string>;
  readonly suspended: Set<string>;
  readonly withdrawals: Map<string, number>;
  readonly corrections: number;
  readonly olderAfterNewer: number;
  readonly marks: Map<string, { points: number; count: number }>;
}

/** Takes in a year as a reader of the contract would: the latest version by time wins. */
function census(options: SimulationOptions): Census {
  const names = new Map<string, number>();
  const days = new Map<string, { time: string; status: string; student: string }>();
  const enrolled = new Set<string>();
  const suspended = new Set<string>();
  const withdrawals = new Map<string, number>();
  const marks = new Map<string, { points: number; count: number }>();
  let events = 0;
  let corrections = 0;
  let olderAfterNewer = 0;
  const takers: Record<string, (event: SimulatedEvent) => void> = {
    'student-enrolled': ({ subject }) => enrolled.add(subject),
    'student-withdrawn': ({ data }) => count(withdrawals, String(data['reason'])),
    'behavior-recorded': ({ subject, data }) => {
      if (JSON.stringify(data['actions']).includes('out-of-school')) suspended.add(subject);
    },
    'attendance-recorded': (event) => day(event, String(event.data['status'])),
    'attendance-retracted': (event) => day(event, 'retracted'),
    'grade-posted': ({ subject, data }) => {
      if (data['final'] !== true) return;
      const sum = marks.get(subject) ?? { points: 0, count: 0 };
      marks.set(subject, { points: sum.points + Number(data['gradePoints']), count: sum.count + 1 });
    },
  };
  const day = ({ subject, time, data }: SimulatedEvent, status: string): void => {
    const key = `${subject} ${String(data['date'])}`;
    const known = days.get(key);
    if (known !== undefined && known.time !== time) corrections += 1;
    if (known !== undefined && known.time > time) olderAfterNewer += 1;
    else days.set(key, { time, status, student: subject });
  };
  for (const item of simulateDistrict(options)) {
    if (item.kind === 'day') continue;
    events += 1;
    const name = item.event.type.slice('homeroom.sis.'.length, -'.v1'.length);
    count(names, name);
    takers[name]?.(item.event);
  }
  const missed = new Map<string, number>();
  for (const { status, student } of days.values()) if (status.startsWith('absent')) count(missed, student);
  return { events, names, missed, enrolled, suspended, withdrawals, corrections, olderAfterNewer, marks };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

describe('A district of 3,000 students over a year', () => {
  let year: Census;
  beforeAll(() => {
    year = census({ district: 'maple', students: 3000, seed: 11 });
  });
  const shareMissing = (least: number, most = 1): number =>
    [...year.enrolled].filter((student) => {
      const share = (year.missed.get(student) ?? 0) / 180;
      return share >= least && share < most;
    }).length / year.enrolled.size;

  it('has 15 to 20 % chronically absent, most of the others at school on 94 to 99 % of the days', () => {
    expect(shareMissing(0.1)).toBeGreaterThan(0.14);
    expect(shareMissing(0.1)).toBeLessThan(0.21);
    expect(shareMissing(0.01, 0.06)).toBeGreaterThan(0.5);
  });

  it('suspends about 5 % out of school', () => {
    const share = year.suspended.size / year.enrolled.size;
    expect(share).toBeGreaterThan(0.025);
    expect(share).toBeLessThan(0.075);
  });

  it('gives lower marks to those who miss school', () => {
    const mean = (students: readonly string[]): number => {
      const sums = students.flatMap((student) => year.marks.get(student) ?? []);
      return sums.reduce((sum, { points }) => sum + points, 0) / sums.reduce((sum, each) => sum + each.count, 0);
    };
    const students = [...year.enrolled];
    const often = students.filter((student) => (year.missed.get(student) ?? 0) >= 18);
    const seldom = students.filter((student) => (year.missed.get(student) ?? 0) < 9);
    expect(mean(seldom)).toBeGreaterThan(2.9);
    expect(mean(seldom) - mean(often)).toBeGreaterThan(0.5);
  });

  it('knows every kind of record that districts send without sections, but merged ids', () => {
    const names =
      'student-profile staff-profile student-enrolled enrollment-retracted student-withdrawn community-defined community-joined ' +
      'community-left community-membership-retracted staff-assigned staff-unassigned assignment-retracted calendar-published ' +
      'attendance-recorded attendance-retracted attendance-submitted grade-posted grade-retracted behavior-recorded ' +
      'behavior-retracted assessment-recorded belonging-surveyed';
    expect([...year.names.keys()].toSorted()).toEqual(names.split(' ').toSorted());
  });

  it('corrects what was recorded, sometimes with the older version arriving last', () => {
    expect(year.corrections).toBeGreaterThan(5_000);
    expect(year.olderAfterNewer).toBeGreaterThan(100);
  });
});

describe('Communities', () => {
  const sizes = [60, 240, 359, 360, 599, 600, 839, 840, 1200, 2500, 10_000];

  it.each(sizes)('of %i students have 60 to 450 members each, and one is over its limit', (students) => {
    const { communities } = new District(settingsOf({ district: 'maple', students, seed: 3 })).plan;
    expect(communities.reduce((sum, { seats }) => sum + seats, 0)).toBe(students);
    expect(communities.filter(({ seats }) => seats < 60 || seats > 450)).toEqual([]);
    expect(communities.filter(({ seats, sizeLimit }) => seats > sizeLimit)).toHaveLength(1);
  });

  it('are 5 for 1,200 students, in an elementary, a middle and a high school', () => {
    const { communities, schools } = new District(settingsOf({ district: 'maple', students: 1200, seed: 1 })).plan;
    expect(communities).toHaveLength(5);
    expect(schools.map(({ id, lowest, highest }) => [id, lowest, highest])).toEqual([
      ['E01', 0, 5],
      ['M01', 6, 8],
      ['H01', 9, 12],
    ]);
  });

  it('keep their size while students come and go, over the years', () => {
    const { communities } = new District(settingsOf({ district: 'maple', students: 1200, seed: 5 })).plan;
    const planned = new Map(communities.map(({ id, seats }) => [id, seats]));
    const disorder = { duplicate: 0, lateHours: 0, lateDays: 0 };
    const steps: Record<string, number> = { 'community-joined': 1, 'community-left': -1, 'community-membership-retracted': -1 };
    let members = new Map<string, number>();
    let year = 0;
    const wrong: unknown[] = [];
    for (const item of simulateDistrict({ district: 'maple', students: 1200, seed: 5, years: 3, disorder })) {
      if (item.kind === 'day') {
        wrong.push(...[...members].filter(([id, size]) => Math.abs(size / planned.get(id)! - 1) > 0.2));
        if (members.size !== communities.length) wrong.push(members.size);
        continue;
      }
      const { type, data } = item.event;
      const step = steps[type.slice('homeroom.sis.'.length, -'.v1'.length)];
      if (step === undefined) continue;
      if (data['schoolYear'] !== year) members = new Map();
      year = Number(data['schoolYear']);
      members.set(String(data['communityId']), (members.get(String(data['communityId'])) ?? 0) + step);
    }
    expect(wrong).toEqual([]);
  });
});

describe('Over the years', () => {
  it('students graduate, drop out and move; most ninth graders graduate after four years', () => {
    const ninth = new Set<string>();
    const graduated = new Set<string>();
    const reasons = new Map<string, number>();
    for (const item of simulateDistrict({ district: 'maple', students: 900, seed: 4, years: 4, disorder: { duplicate: 0 } })) {
      if (item.kind === 'day') continue;
      const { type, subject, data } = item.event;
      if (type.includes('student-enrolled') && data['entryDate'] === '2025-08-25' && data['firstNinthGradeYear'] === 2026)
        ninth.add(subject);
      if (!type.includes('student-withdrawn')) continue;
      count(reasons, String(data['reason']));
      if (data['diploma'] === 'regular') graduated.add(subject);
    }
    const share = [...ninth].filter((student) => graduated.has(student)).length / ninth.size;
    expect(ninth.size).toBeGreaterThan(50);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.95);
    expect(reasons.get('dropped-out') ?? 0).toBeGreaterThan(10);
    expect(reasons.get('graduated') ?? 0).toBeGreaterThan(180);
  });

  it('work and what is kept grow with the students, not faster', () => {
    const itemsFor = (students: number): number => {
      let items = 0;
      for (const _ of simulateDistrict({ district: 'maple', students, seed: 2, days: 50, attendanceTaking: 'affirmative' })) items += 1;
      return items;
    };
    const [one, four] = [itemsFor(600), itemsFor(2400)];
    expect(four / one).toBeGreaterThan(3.4);
    expect(four / one).toBeLessThan(4.6);
  });
});
