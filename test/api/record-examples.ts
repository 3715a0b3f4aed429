import { mkdirSync, writeFileSync } from 'node:fs';
import { apiDeclared, eventExample, exampleOf, recordNameOfType, statusEventOf, type ApiOperation } from '#libs/contracts';
import { parseStream, type StatusChanged } from '#libs/domain';
import { FixedClock } from '#libs/event-sourcing';
import { WebhookChannel } from '#libs/notify';
import { HookServer, outgoingMessage } from '#libs/testing';
import { simulateDistrict } from '../../apps/simulator/index.js';
import type { ApiWorld } from './api-world.js';

const FOLDER = 'libs/contracts/api/examples';
/** Of the specification of Standard Webhooks. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** The documents of the API have no example: they are what one looks at. */
export const isDocument = ({ path }: ApiOperation): boolean => path.endsWith('.json');

/** Records what is missing or no longer as declared, by asking. */
export async function recordExamples(world: ApiWorld): Promise<void> {
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
  write('events', await events(world));
  write('problems', await problems(world));
  write('notice', await notice());
}

async function events(world: ApiWorld): Promise<Record<string, object>> {
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

/** One problem of each kind that can be had by asking. */
async function problems({ app }: ApiWorld): Promise<Record<string, unknown>> {
  const host = 'localhost:3000';
  const unknownType = { method: 'POST', url: '/api/events', headers: { host, 'content-type': 'application/cloudevents+json' } } as const;
  const asked = [
    { url: '/api/students?limit=many', headers: { host } },
    { url: '/api/students/nobody', headers: { host } },
    { url: '/api/students', headers: { host, origin: 'https://elsewhere.example' } },
    { url: '/api/students', headers: { host: 'elsewhere.example' } },
    { method: 'POST', url: '/api/events', headers: { host, 'content-type': 'text/plain' }, payload: 'hello' },
    { ...unknownType, payload: JSON.stringify({ ...eventExample('student-enrolled'), type: 'homeroom.sis.student-enroled.v1' }) },
    { method: 'POST', url: '/api/students/S-1/contacts', headers: { host }, payload: { staff: 'T-1', kind: 'call', date: '2026-01-05' } },
  ] as const;
  const answers = await Promise.all(asked.map(async (each) => (await app.inject(each)).json<{ status: number }>()));
  return Object.fromEntries(answers.map((problem) => [problem.status, problem]));
}

/** A notice as an endpoint has received it. */
async function notice(): Promise<object> {
  const server = new HookServer();
  try {
    const { url } = await server.start();
    const clock = new FixedClock('2026-01-31T12:00:00Z');
    const channel = new WebhookChannel({ clock, allowPrivate: true, endpointOf: async () => ({ url, secrets: [SECRET] }) });
    await channel.deliver(outgoingMessage(), { signal: new AbortController().signal });
    return { body: JSON.parse(server.received[0]?.body ?? 'null') as unknown };
  } finally {
    await server.close();
  }
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
