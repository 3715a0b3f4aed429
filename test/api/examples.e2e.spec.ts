import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiDeclared, eventExample, exampleOf, noticeBodySchema, parseCloudEvent, problemExample } from '#libs/contracts';
import { ApiWorld } from './api-world.js';
import { isDocument, recordExamples } from './record-examples.js';

/** Set by `npm run api:examples`: what is missing or no longer as declared is recorded anew. */
const isRecording = process.env['RECORD_API_EXAMPLES'] === 'on';
const MEND = 'npm run api:examples records it anew';

let world: ApiWorld;
beforeAll(async () => {
  world = await ApiWorld.open();
  if (isRecording) await recordExamples(world);
});
afterAll(() => world.close());

describe('The example of an operation', () => {
  it('is there, and is as declared', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    for (const operation of operations.filter((each) => !isDocument(each))) {
      const example = exampleOf(operation.id);
      expect([operation.id, example === null ? MEND : answerFlaw(operation, 200, example.answer)]).toEqual([operation.id, null]);
      for (const schema of Object.values(operation.body ?? {})) {
        const { success } = schema.safeParse(example?.body);
        expect([operation.id, success || schema.safeParse([example?.body]).success]).toEqual([operation.id, true]);
      }
    }
  });
});

describe('The example of an event', () => {
  it('is one that is taken in', () => {
    const names = ['student-enrolled', 'attendance-recorded', 'grade-posted', 'behavior-recorded', 'calendar-published'];
    for (const name of names) {
      const example = eventExample(name);
      expect(parseCloudEvent(Buffer.from(JSON.stringify(example)))).toMatchObject({ ok: true, record: { name } });
    }
    expect(eventExample('status-changed')).toMatchObject({ type: 'homeroom.on-track.status-changed.v1' });
  });
});

describe('The example of a problem, and of a notice', () => {
  it('is there for what a client can bring about', async () => {
    const { operations, answerFlaw } = await apiDeclared();
    const sending = operations.find(({ id }) => id === 'sendEvents');
    const keeping = operations.find(({ id }) => id === 'recordContact');
    if (sending === undefined || keeping === undefined) throw new Error('An operation is gone.');
    for (const status of [400, 403, 404, 409, 421]) expect(answerFlaw(keeping, status, problemExample(status))).toBeNull();
    for (const status of [415, 422]) expect(answerFlaw(sending, status, problemExample(status))).toBeNull();
    expect(noticeBodySchema.parse(exampleOf('notice')?.body)).toMatchObject({ type: 'homeroom.notice.v1', data: { kind: 'alert' } });
  });
});
