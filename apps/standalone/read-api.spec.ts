import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deadLetterOf } from '#libs/contracts';
import { HealthSource, type Trouble } from '#libs/service';
import { type HeldAnswers, HistoryBuilder, weekdays } from '#libs/testing';
import { ServedApi } from '../../test/served-api.js';
import type { Embedded } from './index.js';

/** Answers as it is told to. */
class Told extends HealthSource {
  troublesNow: Trouble[] = [];
  ready = true;
  override troubles = async (): Promise<readonly Trouble[]> => this.troublesNow;
  override isReady = (): boolean => this.ready;
}
const health = new Told();
let served: ServedApi;
let embedded: Embedded;
let app: NestFastifyApplication;
let held: HeldAnswers;
const keys = new Map<string, string>();
const keyOf = (id: string): string => keys.get(id) ?? '';

beforeAll(async () => {
  served = await ServedApi.open('2025-10-24T16:00:00Z', { tell: tellHistory, health });
  ({ embedded, app, held } = served);
});

afterEach(() => expect(held.findings()).toEqual([]));

afterAll(() => served.close());

/** Two fifth graders of Harbor, one of whom misses much; one of Tide, who has no community's staff; one who is recorded but not enrolled. */
async function tellHistory({ directory, store }: Embedded): Promise<void> {
  for (const [kind, ids] of [
    ['student', ['S-1', 'S-2', 'S-3', 'S-4']],
    ['staff', ['T-1']],
  ] as const) {
    for (const [id, key] of await directory.keysFor('d1', kind, ids)) keys.set(id, key);
  }
  const content = JSON.stringify({ studentId: 'S-1', givenName: 'Mia', familyName: '<b>Okoro</b>' });
  await directory.saveProfiles([{ key: keyOf('S-1'), time: '2025-09-01T08:00:00Z', content, ownTime: true }]);
  const history = new HistoryBuilder(store);
  const days = weekdays('2025-09-01', 40);
  await history.calendar('s1', 2026);
  for (const [id, name, sizeLimit] of [
    ['harbor', 'Harbor House', 1],
    ['tide', 'Tide House', 200],
  ] as const) {
    await history.community(id, 'community-defined', { communityId: id, schoolId: 's1', schoolYear: 2026, name, sizeLimit });
  }
  await history.staff(keyOf('T-1'), 'staff-assigned', { role: 'advocate', studentKey: keyOf('S-1'), from: '2025-08-01' });
  await history.staff(keyOf('T-1'), 'staff-assigned', { role: 'teacher', communityId: 'tide', from: '2025-08-01', to: '2025-10-01' });
  await history.day(days[39] ?? '');
  for (const [id, community] of Object.entries({ 'S-1': 'harbor', 'S-2': 'harbor', 'S-3': 'tide' })) {
    await history.student(keyOf(id), 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.student(keyOf(id), 2026, 'community-joined', { communityId: community, date: '2025-09-01' });
  }
  await history.attendance(keyOf('S-1'), '2025-09-01', `${'p'.repeat(35)}aaaaa`);
  await history.attendance(keyOf('S-2'), '2025-09-01', 'p'.repeat(40));
  await history.attendance(keyOf('S-3'), '2025-09-01', `${'p'.repeat(34)}aaaaaa`);
  await history.attendance(keyOf('S-4'), '2025-09-01', 'pp');
  const refusal = { reason: 'unknown-type', message: 'type "x" is not known', district: 'd1' } as const;
  const origin = { kind: 'http', request: 'r1' } as const;
  await directory.addDeadLetters([deadLetterOf({ refusal, origin, original: Buffer.from('{}'), receivedAt: '2025-10-24T16:00:00Z' })]);
}

async function ask(url: string, headers: Record<string, string> = {}) {
  const response = await app.inject({ url, headers: { host: 'localhost:3000', ...headers } });
  return { status: response.statusCode, headers: response.headers, text: response.body, body: response.json<Record<string, unknown>>() };
}

async function page(url = '/', headers: Record<string, string> = {}) {
  return app.inject({ url, headers: { host: 'localhost:3000', ...headers } });
}

describe('The read API', () => {
  it('names the districts with their day', async () => {
    const expected = [{ district: 'd1', day: '2025-10-24', schoolYear: 2026, students: 3, communities: 2 }];
    expect((await ask('/api/districts')).body).toEqual(expected);
  });

  it('shows each community with its size, limit, counts and trend', async () => {
    expect((await ask('/api/communities?district=d1')).body).toMatchObject({
      communities: [
        {
          communityId: 'harbor',
          name: 'Harbor House',
          size: 2,
          sizeLimit: 1,
          isOverLimit: true,
          counts: { 'on-track': 1, 'off-track': 1 },
        },
        { communityId: 'tide', size: 1, isOverLimit: false, milestones: { 'consistent-attendance': { 'off-track': 1 } } },
      ],
    });
    expect((await ask('/api/communities/tide')).body).toMatchObject({ name: 'Tide House', asOf: '2025-10-24' });
    expect((await ask('/api/communities/nowhere')).status).toBe(404);
  });

  it('lists students as they stand, by community, school and status', async () => {
    const list = async (query: string): Promise<unknown[]> => (await ask(`/api/students${query}`)).body['students'] as unknown[];
    expect(await list('')).toHaveLength(3);
    expect(await list('?community=tide')).toMatchObject([{ studentId: 'S-3', status: 'off-track', name: null }]);
    expect(await list('?status=on-track&school=s1')).toMatchObject([{ studentId: 'S-2' }]);
    expect(await list('?community=harbor&status=off-track')).toMatchObject([
      { studentId: 'S-1', gradeLevel: '05', conditions: [{ name: 'attendance', value: 87.5, words: expect.stringContaining('87.5 %') }] },
    ]);
  });

  it('pages through them without losing or repeating anybody', async () => {
    const seen: unknown[] = [];
    let next: unknown = '';
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const { body } = await ask(`/api/students?limit=1${next === '' ? '' : `&cursor=${String(next)}`}`);
      expect((body['students'] as unknown[]).length).toBeLessThanOrEqual(1);
      seen.push(...(body['students'] as { studentId: string }[]).map(({ studentId }) => studentId));
      next = body['next'];
    }
    expect(seen).toHaveLength(3);
    expect(new Set(seen)).toEqual(new Set(['S-1', 'S-2', 'S-3']));
  });

  it('explains a student down to the events', async () => {
    const { body } = await ask('/api/students/S-1');
    expect(body).toMatchObject({ studentId: 'S-1', asOf: '2025-10-24', profile: 'ew-framework', alerts: [{ state: 'open' }] });
    const [attendance] = body['evidence'] as { evidence: { type: string; date: string }[] }[];
    expect(attendance?.evidence).toHaveLength(5);
    expect(attendance?.evidence[0]).toMatchObject({ type: 'attendance-recorded.v1', date: '2025-10-20', counts: true });
  });

  it('answers the same for a student who is unknown as for one who is not enrolled', async () => {
    const [unknown, unplaced] = [await ask('/api/students/S-99'), await ask('/api/students/S-4')];
    expect(unknown).toMatchObject({ status: 404 });
    expect(unplaced.body).toEqual(unknown.body);
  });

  it('shows alerts with their reason, who was told, and who was not', async () => {
    const { body } = await ask('/api/alerts?state=open');
    const byStudent = new Map((body['alerts'] as { student: { id: string } }[]).map((alert) => [alert.student.id, alert]));
    expect(byStudent.get('S-1')).toMatchObject({
      reasons: ['Attendance 89.7 % (needs at least 90 %): present 35 of 39 days'],
      route: { role: 'advocate', staff: [{ id: 'T-1' }] },
      history: [{ what: 'raised' }, { what: 'routed' }, { what: 'notified', staff: [{ id: 'T-1' }] }],
    });
    expect(byStudent.get('S-3')).toMatchObject({ route: { role: 'nobody', staff: [] } });
    expect((await ask('/api/alerts?staff=T-1')).body['alerts']).toHaveLength(1);
    expect((await ask('/api/alerts?staff=T-1&state=closed')).body['alerts']).toEqual([]);
  });

  it('shows a caseload by the assignments that hold today', async () => {
    expect((await ask('/api/staff/T-1/caseload')).body).toMatchObject({
      asOf: '2025-10-24',
      assignments: [{ role: 'advocate', student: { id: 'S-1' } }],
      students: [{ studentId: 'S-1', status: 'off-track' }],
    });
    expect((await ask('/api/staff/T-9/caseload')).status).toBe(404);
  });

  it('shows records that wait for an enrolment, and refused ones', async () => {
    expect((await ask('/api/unplaced')).body['unplaced']).toMatchObject([{ studentId: 'S-4', marks: 0, records: [{}, {}] }]);
    expect((await ask('/api/dead-letters?reason=unknown-type')).body).toMatchObject({ deadLetters: [{ reason: 'unknown-type' }] });
    expect((await ask('/api/dead-letters?reason=tombstone')).body).toMatchObject({ deadLetters: [], counts: [{ waiting: 1 }] });
    expect((await ask('/api/quarantined')).body).toEqual({ quarantined: [] });
  });

  it('shows who was erased as erased, at once', async () => {
    await embedded.directory.erase(keyOf('S-3'));
    const { body } = await ask('/api/students?community=tide');
    expect(body['students']).toMatchObject([{ studentId: `erased:${keyOf('S-3').slice(0, 8)}`, name: null }]);
  });

  it('keeps its answers out of caches', async () => {
    expect((await ask('/api/students')).headers['cache-control']).toBe('no-store');
    expect((await page()).headers['cache-control']).toBe('no-store');
  });
});

describe('A question that cannot be answered', () => {
  it.each([
    ['/api/students?limit=many', 400, /^limit: /],
    ['/api/students?status=late', 400, /^status: /],
    ['/api/students?colour=red', 400, /colour/],
    ['/api/students?cursor=abc', 400, /cursor does not belong/],
    ['/api/alerts?staff=T-1&cursor=abc', 400, /cursor does not belong/],
    ['/api/dead-letters?cursor=abc', 400, /no cursor/],
    ['/api/communities?district=d9', 404, /no district "d9". Known are: d1/],
    ['/api/nothing', 404, /nothing at this address/],
  ])('%s is told why in problem details', async (url, status, detail) => {
    const answer = await ask(url);
    expect(answer).toMatchObject({ status, body: { status, type: expect.stringMatching(/^urn:/), detail: expect.stringMatching(detail) } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('tells the same way of bodies that are too large or of a kind that is not taken', async () => {
    const send = async (type: string, payload: string) => {
      const headers = { host: 'localhost', 'content-type': type };
      return (await app.inject({ method: 'POST', url: '/api/events', headers, payload })).json<{ status: number }>();
    };
    expect(await send('application/cloudevents+json', 'x'.repeat(5 * 1024 * 1024))).toMatchObject({ status: 413 });
    expect(await send('image/png', 'x')).toMatchObject({ status: 415 });
  });
});

describe('Health', () => {
  it('says what is wrong, and still answers', async () => {
    expect((await ask('/api/health')).body).toEqual({ status: 'up', reasons: [] });
    health.troublesNow = [{ what: 'on-track is 30000 events behind the log.', serious: false }];
    expect(await ask('/api/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', reasons: [expect.stringContaining('30000')] },
    });
    expect((await page()).body).toContain('30000 events behind');
    health.troublesNow = [];
  });

  it('is not ready before the data is', async () => {
    expect(await ask('/api/ready')).toMatchObject({ status: 200, body: { ready: true } });
    health.ready = false;
    expect((await ask('/api/ready')).status).toBe(503);
    health.ready = true;
  });
});

describe('Requests of strangers', () => {
  it.each([
    [{ host: 'evil.example' }, 421],
    [{ host: '127.0.0.1.evil.example:3000' }, 421],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'http://localhost:4000' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
  ])('with %j are refused', async (headers, status) => {
    expect((await page('/api/students', headers)).statusCode).toBe(status);
  });

  it.each([
    [{ host: '127.0.0.1:3000' }],
    [{ host: '[::1]:3000' }],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  ])('are others than those with %j', async (headers) => {
    expect((await page('/', headers)).statusCode).toBe(200);
  });
});

describe('The start page', () => {
  it('shows communities, statuses by shape and word, alerts with their reason, and nobody’s name as markup', async () => {
    const { body, headers } = await page();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    for (const text of ['Harbor House', '2 students, 1 more than the 1 it is meant for', '▼', 'Off track', '50 %', 'Nobody is assigned']) {
      expect(body).toContain(text);
    }
    expect(body).toContain('Mia &#60;b&#62;Okoro');
    expect(body).not.toContain('<b>');
  });

  it('can be read with a screen reader and by keyboard', async () => {
    const { body } = await page();
    expect(body).toMatch(/<html lang="en">/);
    expect(body).toMatch(/<title>District d1/);
    expect(body.match(/<h1/g)).toHaveLength(1);
    expect(body).toMatch(/class="skip" href="#main"[\s\S]*<main id="main"/);
    for (const [, id] of body.matchAll(/aria-labelledby="([^"]+)"/g)) expect(body).toContain(`id="${id}"`);
    for (const [image] of body.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/ alt="/);
    for (const [chart] of body.matchAll(/<svg[^>]*>/g)) expect(chart).toMatch(/aria-hidden="true"|role="img"/);
    for (const [cell] of body.matchAll(/<th[ >][^>]*>/g)) expect(cell).toContain('scope=');
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('loads nothing from elsewhere and runs nothing that stands in the page', async () => {
    const { body, headers } = await page();
    expect(headers['content-security-policy']).toMatch(/default-src 'none';script-src 'self';style-src 'self'/);
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style="| on[a-z]+="/);
    for (const [, source = ''] of body.matchAll(/(?:src|href)="([^"]+)"/g)) expect(source).toMatch(/^[/#]/);
    for (const file of ['style.css', 'live.js', 'icon.svg']) expect((await page(`/assets/${file}`)).statusCode).toBe(200);
  });
});
