import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { ServedApi } from '../../test/served-api.js';
import { Workers, type Embedded } from './index.js';

let served: ServedApi;
let embedded: Embedded;
let app: NestFastifyApplication;
let history: HistoryBuilder;
let student: string;
const days = weekdays('2025-09-01', 45);
const day = (index: number): string => days[index] ?? '';

beforeEach(async () => {
  served = await ServedApi.open('2025-10-24T16:00:00Z');
  ({ embedded, app } = served);
  history = new HistoryBuilder(embedded.store);
  student = (await embedded.directory.keysFor('d1', 'student', ['S-1'])).get('S-1') ?? '';
});

afterEach(() => served.close());

async function ask(url: string) {
  const response = await app.inject({ url, headers: { host: 'localhost:3000' } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

const page = async (): Promise<string> => (await app.inject({ url: '/', headers: { host: 'localhost:3000' } })).body;
const fold = (): Promise<void> => new Workers(embedded).runToEnd();
const statusOf = async (): Promise<unknown> => ((await ask('/api/students')).body['students'] as { status: unknown }[])[0]?.status;

/** One student who has missed as much as makes off track, at a school that takes attendance in one of the two ways. */
async function tellSeptember(taking: 'affirmative' | 'exception-only'): Promise<void> {
  await history.calendar('s1', 2026, taking);
  await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: day(0) });
  for (let index = 0; index < 40; index++) await tellDay(taking, index);
  await history.day(day(39));
  await fold();
}

async function tellDay(taking: 'affirmative' | 'exception-only', index: number): Promise<void> {
  const absent = index < 6;
  if (taking === 'affirmative' || absent) await history.attendance(student, day(index), absent ? 'a' : 'p');
  if (taking === 'exception-only') await history.school('s1', 2026, 'attendance-submitted', { date: day(index) });
}

describe.each(['affirmative', 'exception-only'] as const)('A feed of a school whose attendance is %s', (taking) => {
  it('shows when it has fallen silent, improves no status meanwhile, and is well again when it speaks', async () => {
    await tellSeptember(taking);
    expect((await ask('/api/feeds')).body).toMatchObject({ silent: [] });
    const before = await statusOf();
    expect(before).toBe('off-track');
    for (const index of [40, 41, 42]) {
      await history.day(day(index));
      await fold();
      expect(await statusOf()).toBe(before);
    }
    expect((await ask('/api/feeds')).body).toMatchObject({
      silent: [{ schoolId: 's1', lastDate: day(39), schoolDaysBehind: 2 }],
      feeds: [{ schoolId: 's1', schoolDaysBehind: 2, isSilent: true, lastAttendanceDate: day(39) }],
    });
    expect((await ask('/api/health')).body).toMatchObject({ status: 'degraded', reasons: [expect.stringContaining('s1')] });
    expect(await page()).toContain('no attendance for more than a school day from s1');
    for (const index of [40, 41, 42]) await tellDay(taking, index);
    await fold();
    expect((await ask('/api/feeds')).body).toMatchObject({ silent: [], feeds: [{ isSilent: false }] });
    expect((await ask('/api/health')).body).toMatchObject({ status: 'up' });
  });
});

describe('A school that sends absences only', () => {
  it('is silent while it submits no day, whatever absences come', async () => {
    await tellSeptember('exception-only');
    await history.day(day(42));
    await history.attendance(student, day(41), 'a');
    await fold();
    expect((await ask('/api/feeds')).body).toMatchObject({ silent: [{ schoolId: 's1', lastDate: day(39), schoolDaysBehind: 2 }] });
  });
});

describe('What has come by feed', () => {
  it('adds up by day, page by page', async () => {
    await tellSeptember('affirmative');
    const counts: unknown[] = [];
    let next: unknown = null;
    do {
      const cursor = typeof next === 'string' ? `&cursor=${next}` : '';
      const { body } = await ask(`/api/feeds/days?from=2025-10-20&to=2025-10-24&limit=2${cursor}`);
      expect(body).toMatchObject({ timeZone: 'UTC', total: { read: 42, appended: 42 } });
      counts.push(...(body['counts'] as unknown[]));
      next = body['next'];
    } while (next !== null);
    expect(counts).toHaveLength(3);
    expect(counts).toContainEqual(expect.objectContaining({ day: '2025-10-24', record: 'attendance-recorded', read: 40 }));
    expect((await ask('/api/feeds/days?record=grade-posted')).body).toMatchObject({ from: '2025-10-18', to: '2025-10-24', counts: [] });
  });

  it.each([
    ['/api/feeds?cursor=abc', /cursor does not belong/],
    ['/api/feeds/days?from=2025-10-20&to=2025-10-19', /is after/],
    ['/api/feeds/days?from=2024-10-20&to=2025-10-19', /at most 31 days/],
  ])('refuses %s', async (url, reason) => {
    await tellSeptember('affirmative');
    const { status, body } = await ask(url);
    expect(status).toBe(400);
    expect(body['detail']).toMatch(reason);
  });
});
