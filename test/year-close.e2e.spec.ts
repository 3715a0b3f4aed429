import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { students as studentDocuments } from '#libs/views';
import { foldStatuses } from '../apps/gateway/index.js';
import { compareModels } from '../apps/cli/verify/compare-models.js';
import { compareStatuses } from '../apps/cli/verify/compare-statuses.js';
import { foldAnew } from '../apps/cli/verify/fold-anew.js';
import { Workers, type Embedded } from '../apps/standalone/index.js';
import { ServedApi } from './served-api.js';

interface Alert {
  readonly student: { readonly id: string } | null;
  readonly state: string;
  readonly ended: string | null;
  readonly silent: boolean;
}

/** A district of one school and one community, whose workers and API run over the end of a school year. */
class District {
  readonly #keys = new Map<string, string>();

  private constructor(
    readonly close: () => Promise<void>,
    readonly embedded: Embedded,
    readonly app: NestFastifyApplication,
    readonly history: HistoryBuilder,
  ) {}

  static async start(): Promise<District> {
    const { embedded, app, close } = await ServedApi.open('2026-06-12T16:00:00Z');
    return new District(close, embedded, app, new HistoryBuilder(embedded.store));
  }

  async key(id: string, kind: 'student' | 'staff' = 'student'): Promise<string> {
    const known = this.#keys.get(id) ?? (await this.embedded.directory.keysFor('d1', kind, [id])).get(id) ?? '';
    this.#keys.set(id, known);
    return known;
  }

  async enrol(id: string, year: number, gradeLevel: string): Promise<void> {
    const from = `${year - 1}-09-01`;
    await this.history.student(await this.key(id), year, 'student-enrolled', { schoolId: 's1', gradeLevel, entryDate: from });
    await this.history.student(await this.key(id), year, 'community-joined', { communityId: 'harbor', date: from });
  }

  async attends(id: string, from: string, marks: string): Promise<void> {
    await this.history.attendance(await this.key(id), from, marks);
  }

  /** A year of a school: its calendar and its community. */
  async prepare(year: number): Promise<void> {
    await this.history.calendar('s1', year);
    const defined = { communityId: 'harbor', schoolId: 's1', schoolYear: year, name: `Harbor of ${year}` };
    await this.history.community('harbor', 'community-defined', defined);
  }

  /** A day begins, and all there is to do is done. */
  async day(date: string): Promise<void> {
    await this.history.day(date);
    await this.catchUp();
  }

  catchUp(): Promise<void> {
    return new Workers(this.embedded).runToEnd();
  }

  async get<T>(path: string): Promise<T> {
    const { statusCode, body } = await this.app.inject({ method: 'GET', url: path });
    expect([path, statusCode]).toEqual([path, 200]);
    return (body.startsWith('{') ? JSON.parse(body) : body) as T;
  }

  async alerts(): Promise<string[]> {
    const { alerts } = await this.get<{ alerts: readonly Alert[] }>('/api/alerts');
    return alerts.map(({ student, state, ended }) => [student?.id, state, ended].join(' ').trim()).toSorted();
  }

  async students(): Promise<string[]> {
    const { students } = await this.get<{ students: readonly { studentId: string; status: string }[] }>('/api/students');
    return students.map(({ studentId, status }) => `${studentId} ${status}`).toSorted();
  }

  /** Rows of a day, folded from the log. */
  async statusesAsOf(asOf: string): Promise<Record<string, string>> {
    const { rows } = await foldStatuses(this.embedded, { district: 'd1', asOf });
    const ids = new Map([...this.#keys].map(([id, key]) => [key, id]));
    return Object.fromEntries(rows.map(({ key, row }) => [ids.get(key), row.status]));
  }

  async count(type: string, about?: string): Promise<number> {
    let count = 0;
    for await (const { events } of this.embedded.log.read()) {
      for (const event of events) {
        if (event.type === type && (about === undefined || (event.data as { about?: string }).about === about)) count += 1;
      }
    }
    return count;
  }

  /** What the live documents and recorded statuses lack of a fold from the beginning; null: nothing. */
  async verified(): Promise<string | null> {
    const { signal } = new AbortController();
    const anew = await foldAnew(this.embedded, { progress: { update: () => undefined }, signal } as never);
    return (await compareModels(this.embedded, anew, signal)).difference ?? compareStatuses(this.embedded, anew, signal);
  }
}

describe('A school year that ends while the system runs', () => {
  let here: District;
  beforeAll(async () => {
    here = await District.start();
    await here.prepare(2026);
    const counselor = await here.key('T-1', 'staff');
    await here.history.staff(counselor, 'staff-assigned', { role: 'counselor', communityId: 'harbor', from: '2025-07-01' });
    for (const id of ['S-1', 'S-2', 'S-3']) await here.enrol(id, 2026, '05');
    await here.day('2025-09-01');
    const days = weekdays('2025-09-01', 40);
    for (const id of ['S-1', 'S-3']) await here.attends(id, '2025-09-01', `${'p'.repeat(35)}aaaaa`);
    await here.attends('S-2', '2025-09-01', 'p'.repeat(40));
    await here.day(days[39] ?? '');
    await here.prepare(2027);
    await here.enrol('S-2', 2027, '06');
    await here.day('2026-06-12');
  });
  afterAll(() => here.close());

  it('shows the year until June 30, though records of the next one are there', async () => {
    expect(await here.alerts()).toEqual(['S-1 open', 'S-3 open']);
    expect(await here.students()).toEqual(['S-1 off-track', 'S-2 on-track', 'S-3 off-track']);
    expect(await here.get('/')).toContain('Harbor of 2026');
  });

  it('ends on July 1: open alerts are closed and told once, and the new year is shown alone', async () => {
    await here.day('2026-07-01');
    await here.day('2026-07-02');
    expect(await here.alerts()).toEqual(['S-1 closed year-ended', 'S-3 closed year-ended']);
    expect(await here.count('alert-closed.v1')).toBe(2);
    expect(await here.count('alert-notified.v1', 'closed')).toBe(2);
    expect(await here.students()).toEqual([]);
    const { communities } = await here.get<{ communities: readonly object[] }>('/api/communities');
    expect(communities).toMatchObject([{ name: 'Harbor of 2027', schoolYear: 2027, size: 0 }]);
    expect(await here.get('/api/staff/T-1/caseload')).toMatchObject({ asOf: '2026-07-02', students: [] });
    const page = await here.get<string>('/');
    expect([page.includes('Harbor of 2027'), page.includes('Harbor of 2026')]).toEqual([true, false]);
    expect(await here.statusesAsOf('2026-06-30')).toEqual({ 'S-1': 'off-track', 'S-2': 'on-track', 'S-3': 'off-track' });
    expect(await here.verified()).toBeNull();
  });

  it('takes late records of the old year silently: its rows follow, and nothing is raised', async () => {
    await here.attends('S-1', '2025-10-20', 'ppppp');
    await here.attends('S-2', '2025-10-27', 'a'.repeat(10));
    await here.attends('S-3', '2025-10-27', 'p'.repeat(20));
    await here.catchUp();
    expect(await here.statusesAsOf('2026-06-30')).toEqual({ 'S-1': 'on-track', 'S-2': 'off-track', 'S-3': 'at-risk' });
    const [old] = await here.embedded.models
      .collection<{ counts: unknown; asOf: string }>({ name: 'communities', indexes: { byYear: ['district', 'year', 'communityId'] } })
      .getMany(['d1/harbor/2026']);
    expect(old?.body).toMatchObject({ asOf: '2026-06-30', counts: { 'on-track': 1, 'off-track': 1, 'at-risk': 1 } });
    expect(await here.alerts()).toEqual(['S-1 closed year-ended', 'S-3 closed year-ended']);
    expect(await here.count('alert-raised.v1')).toBe(2);
    expect(await here.verified()).toBeNull();
  });

  it('is followed by the next one with its first enrolment, while records of both still come in', async () => {
    await here.enrol('S-1', 2027, '06');
    await here.day('2026-09-01');
    expect(await here.students()).toEqual(['S-1 insufficient-data', 'S-2 insufficient-data']);
    await here.attends('S-2', '2026-09-01', `${'p'.repeat(30)}aaaaa`);
    await here.attends('S-3', '2025-12-01', 'aaaaaaaaaa');
    await here.day(weekdays('2026-09-01', 36)[35] ?? '');
    expect(await here.students()).toEqual(['S-1 insufficient-data', 'S-2 off-track']);
    expect(await here.alerts()).toEqual(['S-1 closed year-ended', 'S-2 open', 'S-3 closed year-ended']);
    const { communities } = await here.get<{ communities: readonly { trend: readonly { date: string }[] }[] }>('/api/communities');
    expect(communities).toMatchObject([{ schoolYear: 2027, size: 2 }]);
    expect(communities[0]?.trend.every(({ date }) => date >= '2026-07-01')).toBe(true);
    expect(await here.get('/api/alerts/follow-through')).toMatchObject({ schoolYear: 2027, total: { alerts: 1, open: 1 } });
    expect(await here.verified()).toBeNull();
  });

  it('keeps the rules that were in force when it ended', async () => {
    await here.history.adopt(null, 'attendance-works');
    await here.attends('S-1', '2026-06-01', 'a');
    await here.catchUp();
    const rules = async (id: string, year: number): Promise<unknown> =>
      (await here.embedded.models.collection<{ profile: string }>(studentDocuments).get(`d1/${await here.key(id)}/${year}`))?.body.profile;
    expect([await rules('S-1', 2026), await rules('S-1', 2027)]).toEqual(['ew-framework', 'attendance-works']);
    expect(await here.verified()).toBeNull();
  });
});
