import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apiDeclared, cloudEventOf, deadLetterOf, openApiDocument } from '#libs/contracts';
import { FixedClock } from '#libs/event-sourcing';
import { createHttpApp, HealthSource, openLogger, readSettings } from '#libs/service';
import { attendanceRecord, HeldAnswers, HistoryBuilder } from '#libs/testing';
import { keepEventBodies } from '../ingestion/index.js';
import { openEmbedded, Workers, type Embedded } from './index.js';
import { StandaloneModule } from './standalone.module.js';

/** Nothing is wrong. */
class Well extends HealthSource {
  override troubles = async (): Promise<readonly never[]> => [];
  override isReady = (): boolean => true;
}

const DAY = '2025-10-24';
let folder: string;
let embedded: Embedded;
let app: NestFastifyApplication;
let held: HeldAnswers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-document-'));
  const memory = { EVENT_STORE_URL: 'memory:', READ_MODELS_URL: 'memory:', DIRECTORY_URL: 'memory:' };
  const settings = readSettings({ HOMEROOM_DATA_DIR: folder, HOMEROOM_SECRET: 'a secret for tests', ...memory }, join(folder, 'no.env'));
  embedded = await openEmbedded(settings, { clock: new FixedClock(`${DAY}T16:00:00Z`) });
  await tellHistory();
  await new Workers(embedded).runToEnd();
  app = await createHttpApp(StandaloneModule.of(embedded, new Well(), 'UTC'), await openLogger({ LOG_LEVEL: 'silent' }, process.stderr));
  held = await HeldAnswers.of(app.getHttpAdapter().getInstance());
  keepEventBodies(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterAll(async () => {
  await app.close();
  await embedded.close();
  await rm(folder, { recursive: true, force: true });
});

/** Something of everything that can be asked for: a student off track with an advocate, one who is not enrolled, a refused record. */
async function tellHistory(): Promise<void> {
  const { directory, store } = embedded;
  const students = await directory.keysFor('d1', 'student', ['S-1', 'S-2']);
  const [enrolled = '', unplaced = ''] = ['S-1', 'S-2'].map((id) => students.get(id));
  const advocate = (await directory.keysFor('d1', 'staff', ['T-1'])).get('T-1') ?? '';
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  const harbor = { communityId: 'harbor', schoolId: 's1', schoolYear: 2026, name: 'Harbor House', sizeLimit: 300 };
  await history.community('harbor', 'community-defined', harbor);
  await history.staff(advocate, 'staff-assigned', { role: 'advocate', studentKey: enrolled, from: '2025-08-01' });
  await history.day(DAY);
  await history.student(enrolled, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
  await history.student(enrolled, 2026, 'community-joined', { communityId: 'harbor', date: '2025-09-01' });
  await history.attendance(enrolled, '2025-09-01', `${'p'.repeat(35)}aaaaa`);
  await history.attendance(unplaced, '2025-09-01', 'pp');
  const refusal = { reason: 'unknown-type', message: 'type "x" is not known', district: 'd1' } as const;
  const origin = { kind: 'http', request: 'r1' } as const;
  await directory.addDeadLetters([deadLetterOf({ refusal, origin, original: Buffer.from('{}'), receivedAt: `${DAY}T16:00:00Z` })]);
}

type Method = 'GET' | 'POST' | 'PUT';

async function ask(method: Method, url: string, payload?: object) {
  const answer = await app.inject({ method, url, headers: { host: 'localhost:3000' }, ...(payload !== undefined && { payload }) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

/** A question for each operation that has an answer in this district. */
async function questions(): Promise<Readonly<Record<string, readonly [Method, string, object?]>>> {
  const { body } = await ask('GET', '/api/alerts');
  const alert = `/api/alerts/${(body['alerts'] as { alertId: string }[])[0]?.alertId}`;
  const contact = { staff: 'T-1', kind: 'call', date: DAY, contactId: '5f0e8a1c-9d1b-4c8e-a3f2-0b1d2c3e4f50' };
  return {
    listDistricts: ['GET', '/api/districts'],
    listCommunities: ['GET', '/api/communities'],
    showCommunity: ['GET', '/api/communities/harbor'],
    listStudents: ['GET', '/api/students'],
    showStudent: ['GET', '/api/students/S-1'],
    recordContact: ['POST', '/api/students/S-1/contacts', contact],
    retractContact: ['POST', `/api/students/S-1/contacts/${contact.contactId}/retract`, { staff: 'T-1' }],
    listAlerts: ['GET', '/api/alerts'],
    showFollowThrough: ['GET', '/api/alerts/follow-through'],
    explainAlert: ['GET', alert],
    acknowledgeAlert: ['POST', `${alert}/acknowledge`, { staff: 'T-1' }],
    snoozeAlert: ['POST', `${alert}/snooze`, { staff: 'T-1', until: '2025-11-03', reason: 'other' }],
    resolveAlert: ['POST', `${alert}/resolve`, { staff: 'T-1', outcome: 'spoke-with-student' }],
    showCaseload: ['GET', '/api/staff/T-1/caseload'],
    setNoticePreferences: ['PUT', '/api/staff/T-1/notice-preferences', { digestHour: 8 }],
    sendEvents: [
      'POST',
      '/api/events',
      cloudEventOf({ ...attendanceRecord('present', { district: 'd1', source: '/districts/d1/sis' }), id: 'e1' }),
    ],
    listDeadLetters: ['GET', '/api/dead-letters'],
    listUnplaced: ['GET', '/api/unplaced'],
    listFeeds: ['GET', '/api/feeds'],
    showHealth: ['GET', '/api/health'],
    showReady: ['GET', '/api/ready'],
    listQuarantined: ['GET', '/api/quarantined'],
    showOpenApi: ['GET', '/api/openapi.json'],
  };
}

describe('The document of the API', () => {
  it('knows every route, and none that is not served', async () => {
    const { operations } = await apiDeclared();
    const declared = operations.map(({ method, path }) => `${method} ${path}`);
    const pages = ['get /', 'get /alerts/{id}', 'get /digests/{notice}/stop', 'post /digests/{notice}/stop'];
    const assets = ['style.css', 'live.js', 'icon.svg'].map((name) => `get /assets/${name}`);
    expect([...held.routes].sort()).toEqual([...declared, ...pages, ...assets].sort());
  });

  it('says of every operation what it answers', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    const asked = await questions();
    expect(Object.keys(asked).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const { status, body } = await ask(...(asked[operation.id] ?? ['GET', '/']));
      expect([operation.id, status, answerFlaw(operation, status, body)]).toEqual([operation.id, 200, null]);
    }
    expect(held.findings()).toEqual([]);
    expect([...held.answered].sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('is served, is OpenAPI 3.1, and names each operation once', async () => {
    const { body } = await ask('GET', '/api/openapi.json');
    expect(body).toEqual(JSON.parse(JSON.stringify(await openApiDocument())));
    expect(body['openapi']).toMatch(/^3\.1\./);
    expect(await new Validator().validate(structuredClone(body))).toEqual({ valid: true });
    const { operations } = await apiDeclared();
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });
});

describe('An answer', () => {
  it('with a field that is not declared, or without one that is, is found', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    const { body } = await ask('GET', '/api/students/S-1');
    const operation = operations.find(({ id }) => id === 'showStudent');
    if (operation === undefined) throw new Error('showStudent is gone.');
    expect(answerFlaw(operation, 200, { ...body, shoeSize: 36 })).toContain('shoeSize');
    for (const name of Object.keys(body)) {
      const { [name]: _, ...rest } = body;
      expect(answerFlaw(operation, 200, rest)).toContain(name);
    }
    const [alert] = body['alerts'] as object[];
    expect(answerFlaw(operation, 200, { ...body, alerts: [{ ...alert, shoeSize: 36 }] })).toMatch(/alerts\.0.*shoeSize/);
    expect(answerFlaw(operation, 418, {})).toContain('418');
  });
});
