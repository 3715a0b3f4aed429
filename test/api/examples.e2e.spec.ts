import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiDeclared, eventExample, exampleOf, parseCloudEvent, recordNameOfType, statusEventOf, type ApiOperation } from '#libs/contracts';
import { parseStream, type StatusChanged } from '#libs/domain';
import { simulateDistrict } from '../../apps/simulator/index.js';
import { ApiWorld } from './api-world.js';

const FOLDER = 'libs/contracts/api/examples';
/** Set by `npm run api:examples`: what is missing or no longer as declared is recorded anew. */
const isRecording = process.env['RECORD_API_EXAMPLES'] === 'on';
const MEND = 'npm run api:examples records it anew';

let world: ApiWorld;
beforeAll(async () => {
  world = await ApiWorld.open();
  if (isRecording) await record();
});
afterAll(() => world.close());

const isDocument = ({ path }: ApiOperation): boolean => path.endsWith('.json');

async function record(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const { operations, answerFlaw } = await apiDeclared();
  const asked = await world.questions();
  for (const operation of operations.filter((each) => !isDocument(each))) {
    const question = asked[operation.id] ?? ['GET', '/'];
    const [, , body] = question;
    const { body: answer } = await world.ask(question);
    const example = exampleOf(operation.id);
    if (example !== null && answerFlaw(operation, 200, example.answer) === null) continue;
    write(
      operation.id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      {
        ...(body !== undefined && { body }),
        answer: cut(answer),
      },
    );
  }
  write('events', await events());
}

async function events(): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  for (const item of simulateDistrict({ district: 'lincoln', students: 300, seed: 1, sections: true })) {
    const name = item.kind === 'event' ? recordNameOfType(item.event.type) : null;
    if (name !== null && item.kind === 'event') found[name] ??= cut(item.event) as object;
  }
  for await (const batch of world.log.read({ after: 0, prefixes: ['status-'] })) {
    for (const { id, stream, recordedAt, data } of batch.events) {
      const of = parseStream(stream);
      if (of.kind !== 'status' || 'status-changed' in found) continue;
      const change = { id, district: of.district, studentId: 'S-1', schoolYear: of.year, recordedAt, change: data as StatusChanged };
      found['status-changed'] = statusEventOf(change);
      found['status-replayed'] = statusEventOf({ ...change, isReplay: true });
    }
  }
  return found;
}

function write(name: string, example: object): void {
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify(example, null, 2)}\n`);
}

/** Two of a list say what it is a list of. */
function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 2).map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cut(field)]));
}

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
