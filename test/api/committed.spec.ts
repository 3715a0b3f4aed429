import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { asyncApiDocument, openApiDocument, type OpenApiDocument } from '#libs/contracts';
import { apiChanges } from './api-changes.js';

const read = (name: string): object => JSON.parse(readFileSync(`docs/api/${name}.json`, 'utf8')) as object;
const plain = (document: object): object => JSON.parse(JSON.stringify(document)) as object;
/** The document of the last release; `npm run api -- --release` puts it there. */
const RELEASED = 'released/openapi';

/** One sentence with the way to mend it, for it is read in the middle of a check. */
function requireSame(name: string, code: object, differences: (committed: object) => readonly string[] = () => []): void {
  const committed = read(name);
  if (isDeepStrictEqual(committed, code)) return;
  const told = differences(committed).map((line) => `\n  ${line}`);
  throw new Error(`docs/api/${name}.json is not what the code says. Run npm run api and commit what it writes.${told.join('')}`);
}

function changesOf(committed: object, code: object): string[] {
  const { breaking, others } = apiChanges(committed, code);
  return [...breaking.map((line) => `BREAKS CLIENTS ${line}`), ...others];
}

describe('The committed document', () => {
  it('of the API is what the code says', async () => {
    const code = plain(await openApiDocument());
    requireSame('openapi', code, (committed) => changesOf(committed, code));
  });

  it('of the topics is what the code says', async () => requireSame('asyncapi', plain(await asyncApiDocument())));

  it('breaks nothing that was released, or says so by another first number of its version', async () => {
    if (!existsSync(`docs/api/${RELEASED}.json`)) return;
    const [released, code] = [read(RELEASED), plain(await openApiDocument())];
    const majorOf = (document: object): string | undefined => (document as OpenApiDocument).info.version.split('.')[0];
    if (majorOf(released) === majorOf(code)) expect(apiChanges(released, code).breaking).toEqual([]);
  });
});

describe('A change', () => {
  const answered = { description: 'Answered', content: { 'application/json': { schema: { $ref: '#/components/schemas/Student' } } } };
  const resting = { type: 'object', required: ['until'], properties: { until: { type: 'string' }, reason: { enum: ['other', 'known'] } } };
  const before = {
    openapi: '3.1.1',
    info: { title: 'Small', version: '1.0.0' },
    paths: {
      '/feeds': { get: { summary: 'What came', responses: { '200': { description: 'Answered' } } } },
      '/students': { get: { parameters: [{ in: 'query', name: 'school', schema: { type: 'string' } }], responses: { '200': answered } } },
      '/snooze': { post: { requestBody: { content: { 'application/json': { schema: resting } } }, responses: { '200': answered } } },
    },
    components: { schemas: { Student: { type: 'object', required: ['status'], properties: { status: { type: 'string' } } } } },
  };
  const bodyOf = ({ paths }: typeof before) => paths['/snooze'].post.requestBody.content['application/json'].schema;
  const told = (change: (document: typeof before) => unknown): string[] => {
    const after = structuredClone(before);
    change(after);
    return changesOf(before, after);
  };

  it.each<[string, (document: typeof before) => unknown, RegExp]>([
    ['takes a path away', ({ paths }) => Reflect.deleteProperty(paths, '/feeds'), /GET \/feeds/],
    [
      'takes a field of an answer away',
      ({ components }) => Reflect.deleteProperty(components.schemas.Student.properties, 'status'),
      /`status`/,
    ],
    ['takes a parameter away', ({ paths }) => paths['/students'].get.parameters.pop(), /query parameter `school`/],
    ['takes a choice of a body away', (document) => bodyOf(document).properties.reason.enum.pop(), /`reason`/],
    ['asks for a field that could be left out', (document) => bodyOf(document).required.push('reason'), /`reason`/],
  ])('that %s breaks clients', (_, change, line) => {
    const [first = ''] = told(change);
    expect(first).toMatch(/^BREAKS CLIENTS \//);
    expect(first).toMatch(line);
  });

  it.each<[string, (document: typeof before) => unknown]>([
    ['is of words', ({ paths }) => (paths['/feeds'].get.summary = 'Feeds')],
    ['adds a field to an answer', ({ components }) => Object.assign(components.schemas.Student.properties, { mood: { type: 'string' } })],
    ['adds a path', ({ paths }) => Object.assign(paths, { '/new': paths['/feeds'] })],
  ])('that %s breaks nobody', (_, change) => {
    const lines = told(change);
    expect([lines.length > 0, lines.filter((line) => line.startsWith('BREAKS'))]).toEqual([true, []]);
  });
});
