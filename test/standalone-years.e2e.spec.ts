import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { openLogger, readSettings } from '#libs/service';
import { weekdays } from '#libs/testing';
import { startStandalone, type Standalone } from '../apps/standalone/start-standalone.js';
import { Homeroom } from './homeroom.js';
import { line } from './native-events.js';

const YEARS = [2026, 2027, 2028];
const LIMIT_MS = 30_000;

/** Its days are the first forty weekdays from September on. */
const daysOf = (year: number): string[] => weekdays(`${year - 1}-09-01`, 40);
const lastDayOf = (year: number): string => daysOf(year).at(-1) ?? '';

/** What a school says before a year begins. */
function prepared(year: number): string[] {
  const [base, days, time] = [{ schoolId: 's1', schoolYear: year }, daysOf(year), { time: `${year - 1}-06-20T12:00:00Z` }];
  const calendar = { firstDay: days[0], lastDay: days.at(-1), instructionalDays: days, attendanceTaking: 'affirmative' };
  return [
    line('calendar-published', 's1', { ...base, ...calendar }, time),
    line('community-defined', 'harbor', { communityId: 'harbor', ...base, name: `Harbor of ${year}` }, time),
  ];
}

/** A student of the year, a grade higher than the year before: absent on the last five of its days. */
function attended(year: number): string[] {
  const [student, of] = [{ studentId: 'S-1', schoolYear: year }, daysOf(year)];
  const time = { time: `${of[0]}T08:00:00Z` };
  return [
    line('student-enrolled', 'S-1', { ...student, schoolId: 's1', gradeLevel: `0${year - 2022}`, entryDate: of[0] }, time),
    line('community-joined', 'S-1', { ...student, communityId: 'harbor', date: of[0] }, time),
    ...of.map((date, index) => {
      const status = index < 35 ? 'present' : 'absent-unexcused';
      return line('attendance-recorded', 'S-1', { ...student, schoolId: 's1', date, status }, { time: `${date}T15:00:00Z` });
    }),
  ];
}

interface Alert {
  readonly state: string;
  readonly ended: string | null;
}

describe('A system that runs for years', () => {
  let homeroom: Homeroom;
  let standalone: Standalone;

  beforeEach(async () => {
    homeroom = await Homeroom.start(`${lastDayOf(YEARS[0] ?? 0)}T16:00:00Z`);
    const given = { HOMEROOM_DATA_DIR: homeroom.data, PORT: '0', HOMEROOM_TIME_ZONE: 'UTC', HOMEROOM_DEMO: 'off' };
    const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
    standalone = await startStandalone(readSettings(given, 'no.env'), { logger, clock: homeroom.clock, dayCheckMs: 20 });
    await standalone.whenReady;
  });
  afterEach(async () => {
    await standalone.stop();
    await homeroom.end();
  });

  async function get<T>(path: string): Promise<T> {
    return (await (await fetch(`${standalone.url}${path}`)).json()) as T;
  }

  async function post(lines: readonly string[]): Promise<void> {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const response = await fetch(`${standalone.url}/api/events`, { method: 'POST', headers, body: `[${lines.join(',')}]` });
    expect(await response.json()).toMatchObject({ read: lines.length, appended: lines.length });
  }

  /** Asks until it is so; fails with what it stayed at. */
  async function becomes(ask: () => Promise<unknown>, expected: unknown): Promise<void> {
    const limit = performance.now() + LIMIT_MS;
    while (JSON.stringify(await ask()) !== JSON.stringify(expected) && performance.now() < limit) await delay(20);
    expect(await ask()).toEqual(expected);
  }

  const today = async (): Promise<unknown> => (await get<{ day: string }[]>('/api/districts'))[0]?.day;
  const inbox = async (): Promise<string[]> =>
    (await get<{ alerts: readonly Alert[] }>('/api/alerts?staff=T-1')).alerts
      .map(({ state, ended }) => `${state} ${ended ?? ''}`.trim())
      .toSorted();
  const students = async (): Promise<string[]> =>
    (await get<{ students: readonly { status: string; gradeLevel: string }[] }>('/api/students')).students.map(
      ({ gradeLevel, status }) => `${gradeLevel} ${status}`,
    );
  const community = async (): Promise<unknown> =>
    (await get<{ communities: readonly { name: string }[] }>('/api/communities')).communities.map(({ name }) => name);

  it(
    'ends each school year on July 1 and begins the next one, without a restart',
    async () => {
      await post([line('staff-assigned', 'T-1', { staffId: 'T-1', role: 'counselor', communityId: 'harbor', from: '2025-07-01' })]);
      await post(prepared(YEARS[0] ?? 0));
      const closed: string[] = [];
      for (const year of YEARS) {
        homeroom.clock.set(`${lastDayOf(year)}T16:00:00Z`);
        await becomes(today, lastDayOf(year));
        await post(attended(year));
        await becomes(inbox, [...closed, 'open']);
        expect(await students()).toEqual([`0${year - 2022} off-track`]);
        await post(prepared(year + 1));
        homeroom.clock.set(`${year}-06-30T23:59:00Z`);
        await standalone.whenCaughtUp();
        expect([await today(), await inbox(), await community()]).toEqual([lastDayOf(year), [...closed, 'open'], [`Harbor of ${year}`]]);
        homeroom.clock.set(`${year}-07-01T00:01:00Z`);
        closed.push('closed year-ended');
        await becomes(inbox, closed);
        expect([await today(), await students()]).toEqual([`${year}-07-01`, []]);
        await becomes(community, [`Harbor of ${year + 1}`]);
      }
      expect(await get('/api/health')).toEqual({ status: 'up', reasons: [] });
      expect(await homeroom.ok('verify')).toContain('models ok');
      expect(await homeroom.ok('alerts', 'audit')).toContain('Alerts: 3');
    },
    4 * LIMIT_MS,
  );
});
