import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudEventOf } from '#libs/contracts';
import { Directory, openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore, StorageFullError, StoreLockedError } from '#libs/event-store';
import { Clock, EventStore, FixedClock, type Append } from '#libs/event-sourcing';
import type { SisRecord } from '#libs/domain';
import { createHttpApp, openLogger } from '#libs/service';
import { attendanceRecord, HeldAnswers } from '#libs/testing';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { lastSchoolDay } from '#libs/views';
import { FirstDays } from '../day/first-days.js';
import { IngestionModule } from '../ingestion.module.js';
import { keepEventBodies } from './event-bodies.js';

const { store, log } = openMemoryEventStore();
const directory = openMemoryDirectory('a secret of the tests');
const clock = new FixedClock('2025-09-01T15:00:00Z');
let trouble: Error | null = null;
const troubled: EventStore = Object.assign(Object.create(store) as EventStore, {
  readStream: store.readStream.bind(store),
  appendMany: async (appends: readonly Append[]) => {
    if (trouble !== null) throw trouble;
    return store.appendMany(appends);
  },
});

@Global()
@Module({
  providers: [
    { provide: EventStore, useValue: troubled },
    { provide: Directory, useValue: directory },
    { provide: Clock, useValue: clock },
    { provide: FirstDays, useValue: new FirstDays({ store, clock, timeZone: 'America/Chicago' }) },
  ],
  exports: [EventStore, Directory, Clock, FirstDays],
})
class StoresOfTheTest {}

let app: NestFastifyApplication;
let held: HeldAnswers;
beforeAll(async () => {
  app = await createHttpApp(
    { module: IngestionModule, imports: [StoresOfTheTest] },
    await openLogger({ LOG_LEVEL: 'silent' }, process.stderr),
  );
  held = await HeldAnswers.of(app.getHttpAdapter().getInstance());
  keepEventBodies(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterEach(() => expect(held.findings()).toEqual([]));
afterAll(() => app.close());

let nextId = 0;
const eventOf = (record: SisRecord): Record<string, unknown> => cloudEventOf({ ...record, id: `e${nextId++}` });
const newEvent = (data: object = {}): Record<string, unknown> =>
  eventOf(attendanceRecord('present', {}, { studentId: `n${nextId}`, ...data }));

async function post(contentType: string | null, payload: string | Buffer, headers: Record<string, string> = {}) {
  const type = contentType === null ? {} : { 'content-type': contentType };
  const answer = await app.inject({ method: 'POST', url: '/api/events', headers: { ...type, ...headers }, payload });
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    headers: answer.headers,
    body: answer.json() as Record<string, unknown>,
  };
}
const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json; charset=utf-8';
const accepted = { read: 1, appended: 1, unchanged: 0, deadLettered: 0, refusals: [] };
const waiting = async (): Promise<number> => (await directory.deadLetters({ limit: 1000 })).letters.length;

describe('POST /api/events', () => {
  it('starts the district’s first day before its first record, by the date at its place', async () => {
    const [record] = [attendanceRecord('present', {}, { studentId: 'first' })];
    expect(await lastSchoolDay(store, record.district)).toBeNull();
    await post(STRUCTURED, JSON.stringify(eventOf(record)));
    expect(await lastSchoolDay(store, record.district)).toBe('2025-09-01');
  });

  it('takes one event in structured mode, also as plain JSON, and says that a repeated one is unchanged', async () => {
    const event = JSON.stringify(newEvent());
    expect(await post(STRUCTURED, event)).toMatchObject({ status: 200, body: accepted });
    expect((await post('application/json', event)).body).toEqual({ ...accepted, appended: 0, unchanged: 1 });
    expect(await post('application/json; charset=utf-8', JSON.stringify(newEvent()))).toMatchObject({ status: 200, body: accepted });
  });

  it('takes one event in binary mode', async () => {
    const { data, datacontenttype, ...attributes } = newEvent();
    const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, String(value)]));
    expect(await post(String(datacontenttype), JSON.stringify(data), headers)).toMatchObject({ status: 200, body: accepted });
  });

  it('takes a batch and answers for each record what happened', async () => {
    const [first, second] = [newEvent(), newEvent()];
    const bad = newEvent({ date: '2031-01-01' });
    const before = await log.head();
    const answer = await post(BATCH, JSON.stringify([first, bad, second, first]));
    expect(answer).toMatchObject({ status: 200, body: { read: 4, appended: 2, unchanged: 1, deadLettered: 1 } });
    expect(answer.body['refusals']).toMatchObject([{ index: 1, reason: 'outside-school-year', path: 'data.date' }]);
    expect(await log.head()).toBe(before + 2);
    expect((await post(BATCH, '[]')).body).toEqual({ read: 0, appended: 0, unchanged: 0, deadLettered: 0, refusals: [] });
  });

  it('refuses a single bad event with problem details and keeps its original bytes', async () => {
    const original = ` ${JSON.stringify({ ...newEvent(), type: 'homeroom.sis.attendance-recordet.v1' })}\n`;
    const answer = await post(STRUCTURED, original, { authorization: 'Bearer secret' });
    expect(answer).toMatchObject({ status: 422, type: expect.stringContaining('application/problem+json') as unknown });
    expect(answer.body).toMatchObject({
      type: 'urn:homeroom:problem:unprocessable-entity',
      title: 'Unprocessable Entity',
      status: 422,
      detail: expect.stringContaining('did you mean') as unknown,
      errors: [{ path: 'type' }],
    });
    const letter = (await directory.deadLetters({ reason: 'unknown-type' })).letters.at(-1);
    const stored = await directory.deadLetter(letter?.id ?? '');
    expect(Buffer.from(stored?.original ?? []).toString()).toBe(original);
    expect(JSON.stringify(stored)).not.toContain('secret');
  });

  it('answers 400 to a body that cannot be read, which is kept, and to a batch that is none, which is not', async () => {
    const before = await waiting();
    expect(await post(STRUCTURED, '{"specversion":')).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('not JSON') as unknown },
    });
    expect(await post(STRUCTURED, Buffer.from([0xff, 0xfe]))).toMatchObject({ status: 400 });
    expect(await waiting()).toBe(before + 2);
    expect(await post(BATCH, '[{"a":1},')).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('JSON array') as unknown },
    });
    expect(await waiting()).toBe(before + 2);
  });

  it('answers 413 to a record or a body over its limit', async () => {
    const before = await waiting();
    expect(await post(STRUCTURED, JSON.stringify(newEvent({ note: 'x'.repeat(257 * 1024) })))).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('at most 262144') as unknown },
    });
    expect(await waiting()).toBe(before + 1);
    expect((await post(BATCH, `[${' '.repeat(4 * 1024 * 1024)}]`)).body).toMatchObject({
      status: 413,
      title: 'Payload Too Large',
      detail: expect.stringContaining('4 MiB') as unknown,
    });
  });

  it('answers 415 to what is no event', async () => {
    expect((await post('text/plain', 'hello')).body).toMatchObject({ status: 415, title: 'Unsupported Media Type' });
    expect((await post(null, 'hello')).status).toBe(415);
  });

  it('answers 503 with when to try again while the store is locked, 507 when it is full, and loses nothing', async () => {
    const event = JSON.stringify(newEvent());
    trouble = new StoreLockedError('log.sqlite is held by another process.');
    expect(await post(STRUCTURED, event)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { detail: trouble.message },
    });
    trouble = new StorageFullError('The disk is full.');
    expect(await post(STRUCTURED, event)).toMatchObject({ status: 507, body: { title: 'Insufficient Storage' } });
    trouble = null;
    expect(await post(STRUCTURED, event)).toMatchObject({ status: 200, body: accepted });
  });

  it('takes a hundred requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(STRUCTURED, JSON.stringify(newEvent()))));
    expect(answers.every(({ body }) => body['appended'] === 1)).toBe(true);
  });
});
