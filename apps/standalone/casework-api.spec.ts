import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readPreferences } from '#libs/casework';
import { type HeldAnswers, HistoryBuilder } from '#libs/testing';
import { outbox, type OutboxDocument } from '#libs/views';
import { ServedApi } from '../../test/served-api.js';
import { Workers, type Embedded } from './index.js';

const DAY = '2025-10-24';
let served: ServedApi;
let embedded: Embedded;
let app: NestFastifyApplication;
let held: HeldAnswers;

beforeAll(async () => {
  served = await ServedApi.open(`${DAY}T16:00:00Z`, { tell: tellHistory });
  ({ embedded, app, held } = served);
});

afterEach(() => expect(held.findings()).toEqual([]));

afterAll(() => served.close());

/** S-1 and S-2 are off track; T-1 is the advocate of both, T-2 of nobody; T-3 teaches a section of theirs. */
async function tellHistory({ directory, store }: Embedded): Promise<void> {
  const students = await directory.keysFor('d1', 'student', ['S-1', 'S-2']);
  const staff = await directory.keysFor('d1', 'staff', ['T-1', 'T-2', 'T-3']);
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.day(DAY);
  await history.staff(staff.get('T-3') ?? '', 'staff-assigned', { role: 'teacher', sectionId: 'math-5', from: '2025-08-01' });
  for (const key of students.values()) {
    await history.staff(staff.get('T-1') ?? '', 'staff-assigned', { role: 'advocate', studentKey: key, from: '2025-08-01' });
    await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.student(key, 2026, 'section-joined', { schoolId: 's1', sectionId: 'math-5', date: '2025-09-01' });
    await history.attendance(key, '2025-09-01', `${'p'.repeat(35)}aaaaa`);
  }
}

async function post(url: string, payload: object) {
  const response = await app.inject({ method: 'POST', url, payload, headers: { host: 'localhost:3000' } });
  return { status: response.statusCode, ...response.json<Record<string, unknown>>() };
}

interface Listed {
  readonly alertId: string;
  readonly state: string;
  readonly acknowledgedBy: { readonly id: string } | null;
  readonly snoozedUntil: string | null;
  readonly outcome: string | null;
}

/** The alert about a student as it is shown, once everything that was done has reached the screen. */
async function alertOf(studentId: string): Promise<Listed> {
  await new Workers(embedded).runToEnd();
  const response = await app.inject({ url: `/api/students/${studentId}`, headers: { host: 'localhost:3000' } });
  const [alert] = response.json<{ alerts: Listed[] }>().alerts;
  if (alert === undefined) throw new Error(`There is no alert about ${studentId}: ${response.body}`);
  return alert;
}

describe('What people do through the API', () => {
  it('takes an alert in hand, lets it rest and settles it, and the screen shows it', async () => {
    const { alertId } = await alertOf('S-1');
    expect(await post(`/api/alerts/${alertId}/acknowledge`, { staff: 'T-1' })).toEqual({ status: 200, alertId, date: DAY, changed: true });
    expect(await alertOf('S-1')).toMatchObject({ state: 'open', acknowledgedBy: { id: 'T-1' } });
    const rest = { staff: 'T-1', until: '2025-11-03', reason: 'waiting-for-family' };
    expect(await post(`/api/alerts/${alertId}/snooze`, rest)).toMatchObject({ status: 200, changed: true });
    expect(await alertOf('S-1')).toMatchObject({ snoozedUntil: '2025-11-03' });
    expect(await post(`/api/alerts/${alertId}/snooze`, rest)).toMatchObject({ status: 200, changed: false });
    expect(await post(`/api/alerts/${alertId}/resolve`, { staff: 'T-1', outcome: 'referred' })).toMatchObject({
      status: 200,
      changed: true,
    });
    expect(await alertOf('S-1')).toMatchObject({ state: 'resolved', outcome: 'referred' });
    expect(await post(`/api/alerts/${alertId}/acknowledge`, { staff: 'T-1' })).toMatchObject({
      status: 409,
      type: 'urn:homeroom:problem:conflict',
      detail: expect.stringContaining('has ended'),
    });
  });

  it('is refused as a problem where somebody may not, is not known, or says what means nothing', async () => {
    const { alertId } = await alertOf('S-2');
    const rest = { staff: 'T-1', until: '2025-11-03', reason: 'other' };
    expect(await post(`/api/alerts/${alertId}/acknowledge`, { staff: 'T-2' })).toMatchObject({ status: 403 });
    expect(await post(`/api/alerts/${alertId}/acknowledge`, { staff: 'T-9' })).toMatchObject({ status: 404 });
    expect(await post('/api/alerts/none/acknowledge', { staff: 'T-1' })).toMatchObject({
      status: 404,
      detail: expect.stringContaining('none'),
    });
    expect(await post(`/api/alerts/${alertId}/acknowledge?district=d9`, { staff: 'T-1' })).toMatchObject({ status: 404 });
    expect(await post(`/api/alerts/${alertId}/acknowledge`, {})).toMatchObject({ status: 400, errors: [{ path: 'staff' }] });
    expect(await post(`/api/alerts/${alertId}/snooze`, { ...rest, until: 'soon' })).toMatchObject({
      status: 400,
      errors: [{ path: 'until' }],
    });
    expect(await post(`/api/alerts/${alertId}/snooze`, { ...rest, until: DAY })).toMatchObject({ status: 409 });
    expect(await post(`/api/alerts/${alertId}/resolve`, { staff: 'T-1', outcome: 'shrug' })).toMatchObject({ status: 400 });
    expect(await alertOf('S-2')).toMatchObject({ state: 'open', acknowledgedBy: null, snoozedUntil: null });
  });

  it('records a contact once however often it is sent, and takes it back', async () => {
    const contactId = '5f0e8a1c-9d1b-4c8e-a3f2-0b1d2c3e4f50';
    const call = { staff: 'T-1', kind: 'call', date: DAY, contactId };
    expect(await post('/api/students/S-1/contacts', call)).toEqual({ status: 200, contactId, changed: true });
    expect(await post('/api/students/S-1/contacts', call)).toEqual({ status: 200, contactId, changed: false });
    expect(await post('/api/students/S-1/contacts', { ...call, kind: 'meeting' })).toMatchObject({ status: 409 });
    const retract = `/api/students/S-1/contacts/${contactId}/retract`;
    expect(await post(retract, { staff: 'T-2' })).toMatchObject({ status: 403 });
    expect(await post(retract, { staff: 'T-1' })).toEqual({ status: 200, contactId, changed: true });
    expect(await post('/api/students/S-2/contacts', { staff: 'T-3', kind: 'message', date: DAY })).toMatchObject({ status: 200 });
    expect(await post('/api/students/S-2/contacts/none/retract', { staff: 'T-1' })).toMatchObject({ status: 404 });
    expect(await post('/api/students/S-9/contacts', call)).toMatchObject({ status: 404 });
    expect(await post('/api/students/S-2/contacts', { ...call, date: '2026-01-05' })).toMatchObject({ status: 409 });
  });

  it('shows an alert on a page of its own: why, what was done about it, and the record behind it', async () => {
    const { alertId } = await alertOf('S-1');
    const headers = { host: 'localhost:3000' };
    const { body } = await app.inject({ url: '/', headers });
    const address = `/alerts/${encodeURIComponent(alertId)}?district=d1`;
    expect(body).toContain(`href="${address}"`);
    const page = await app.inject({ url: address, headers });
    expect(page.statusCode).toBe(200);
    const said = [
      /<h1>S-1<\/h1>/,
      /Attendance 89\.7.%/,
      /For T-1 \(advocate\)\./,
      /T-1 has it in hand\./,
      /rests until Nov 3 \(waiting for family\)/,
    ];
    for (const pattern of [...said, /✓ Settled \(referred\)\./, /The record that began it/]) expect(page.body).toMatch(pattern);
    expect((await app.inject({ url: `/alerts/${(await alertOf('S-2')).alertId}`, headers })).body).toContain('Oct 24: message, T-3');
    expect((await app.inject({ url: '/alerts/none', headers })).statusCode).toBe(404);
  });

  it('shows what the alerts of the school year led to, also on the start page', async () => {
    await new Workers(embedded).runToEnd();
    const headers = { host: 'localhost:3000' };
    const answer = (await app.inject({ url: '/api/alerts/follow-through', headers })).json<Record<string, unknown>>();
    expect(answer).toMatchObject({ district: 'd1', schoolYear: 2026, total: { alerts: 2, secondsToHand: { of: 1 } } });
    expect((await app.inject({ url: '/', headers })).body).toMatch(/Usual time this school year: told after .*taken in hand after/);
  });

  it('sets how somebody is told, once, and refuses hours that cannot be', async () => {
    const put = async (staff: string, payload: object) => {
      const url = `/api/staff/${staff}/notice-preferences`;
      const response = await app.inject({ method: 'PUT', url, payload, headers: { host: 'localhost:3000' } });
      return { status: response.statusCode, ...response.json<Record<string, unknown>>() };
    };
    const evening = { digestHour: 8, quietHours: { from: 17, to: 8 }, dailyBudget: 3 };
    expect(await put('T-1', evening)).toEqual({ status: 200, changed: true });
    expect(await put('T-1', evening)).toEqual({ status: 200, changed: false });
    expect(await put('T-9', evening)).toMatchObject({ status: 404 });
    expect(await put('T-1', { digestHour: 24 })).toMatchObject({ status: 400, errors: [{ path: 'digestHour' }] });
    expect(await put('T-1', { ...evening, digestHour: 20 })).toMatchObject({
      status: 400,
      detail: expect.stringContaining('lies in the quiet hours 17-8'),
    });
  });

  it('stops the digests of whoever has the message, after a question, and keeps what else was set', async () => {
    const staff = (await embedded.directory.keysFor('d1', 'staff', ['T-1'])).get('T-1') ?? '';
    const moment = `${DAY}T16:00:00Z`;
    const digest = { district: 'd1', notice: 'n1', staff, alertId: null, about: {}, date: DAY, queuedAt: moment, deliveries: {} };
    const body: OutboxDocument = { ...digest, isOpen: 0, dueAt: moment, hasFailed: 0 };
    await embedded.models.collection<OutboxDocument>(outbox).write([{ id: 'n1', previous: null, position: 1, body }]);
    const headers = { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded' };
    const asked = await app.inject({ url: '/digests/n1/stop?district=d1', headers: { host: 'localhost:3000' } });
    expect(asked.body).toContain('<form method="post">');
    const stop = { method: 'POST', url: '/digests/n1/stop?district=d1', headers, payload: 'List-Unsubscribe=One-Click' } as const;
    for (const payload of [stop.payload, '']) {
      const { statusCode, body: page } = await app.inject({ ...stop, payload });
      expect([statusCode, page]).toEqual([200, expect.stringContaining('no longer come by e-mail')]);
    }
    expect(await readPreferences(embedded.store, { district: 'd1', staff })).toMatchObject({ mailedDigests: false, dailyBudget: 3 });
    expect((await app.inject({ ...stop, url: '/digests/n2/stop?district=d1' })).statusCode).toBe(404);
  });

  it('explains an alert down to the record', async () => {
    const { alertId } = await alertOf('S-2');
    const answer = await app.inject({ url: `/api/alerts/${alertId}`, headers: { host: 'localhost:3000' } });
    expect(answer.json()).toMatchObject({
      district: 'd1',
      alert: { studentKey: 'S-2' },
      reasons: [expect.stringContaining('89.7 %')],
      steps: [{ causes: [{ type: 'on-track-status-changed.v1' }, { type: 'attendance-recorded.v1' }] }, { access: [{ staff: 'T-1' }] }, {}],
    });
    expect((await app.inject({ url: '/api/alerts/none', headers: { host: 'localhost:3000' } })).statusCode).toBe(404);
  });
});
