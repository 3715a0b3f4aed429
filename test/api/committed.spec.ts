import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { asyncApiDocument, openApiDocument, type OpenApiDocument } from '#libs/contracts';
import { apiChanges, type ApiChanges } from './api-changes.js';
import { topicChanges } from './topic-changes.js';

const read = (name: string): object => JSON.parse(readFileSync(`docs/api/${name}.json`, 'utf8')) as object;
const plain = (document: object): object => JSON.parse(JSON.stringify(document)) as object;

/** Each committed document with what the code says and how changes of it are told. */
const documents = [
  ['openapi', openApiDocument, apiChanges],
  ['asyncapi', asyncApiDocument, topicChanges],
] as const;

function listed({ breaking, others }: ApiChanges): string[] {
  return [...breaking.map((line) => `BREAKS CLIENTS ${line}`), ...others];
}

/** What breaks clients of a released document that are told of no other first number of its version. */
function broken(released: object, code: object, changesOf: typeof apiChanges): readonly string[] {
  const majorOf = (document: object): string | undefined => (document as OpenApiDocument).info.version.split('.')[0];
  return majorOf(released) === majorOf(code) ? changesOf(released, code).breaking : [];
}

describe.each(documents)('The committed document %s', (name, documentOf, changesOf) => {
  it('is what the code says', async () => {
    const [committed, code] = [read(name), plain(await documentOf())];
    if (isDeepStrictEqual(committed, code)) return;
    const told = listed(changesOf(committed, code)).map((line) => `\n  ${line}`);
    // One sentence with the way to mend it, for it is read in the middle of a check.
    throw new Error(`docs/api/${name}.json is not what the code says. Run npm run api and commit what it writes.${told.join('')}`);
  });

  it('breaks nothing that was released, or says so by another first number of its version', async () => {
    // `npm run api -- --release` puts it there.
    const released = `released/${name}`;
    if (existsSync(`docs/api/${released}.json`)) expect(broken(read(released), plain(await documentOf()), changesOf)).toEqual([]);
  });
});

describe('A change of the API', () => {
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
    return listed(apiChanges(before, after));
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

describe('A change of the topics', () => {
  let before: Topics;
  // Two of its topics, for comparing all of them takes seconds.
  beforeAll(async () => {
    const { channels, operations, ...rest } = plain(await asyncApiDocument()) as Topics;
    const some = ['homeroomSisAttendance', 'homeroomOnTrackStatus'];
    before = { ...rest, operations, channels: Object.fromEntries(Object.entries(channels).filter(([name]) => some.includes(name))) };
  });
  const told = (change: (document: Topics) => unknown): string[] => {
    const after = structuredClone(before);
    change(after);
    return listed(topicChanges(before, after));
  };
  const messagesOf = ({ channels }: Topics, topic: string) => channels[topic]?.messages ?? {};
  const statusOf = (document: Topics) => messagesOf(document, 'homeroomOnTrackStatus')['statusChanged']?.payload.properties.data;
  const absenceOf = ({ components }: Topics) => components.schemas['attendance-recorded.data'] ?? { properties: {}, required: [] };

  it.each<[string, (document: Topics) => unknown, RegExp]>([
    [
      'takes a topic away',
      (document) => delete document.operations['receiveHomeroomSisAttendance'],
      /homeroom\.sis\.attendance\/attendanceRecorded/,
    ],
    [
      'takes a kind of record away',
      (document) => delete messagesOf(document, 'homeroomSisAttendance')['attendanceRecorded'],
      /attendanceRecorded\b/,
    ],
    ['asks more of a record', (document) => absenceOf(document).required.push('sectionId'), /sectionId/],
    ['takes a field of what is sent away', (document) => delete statusOf(document)?.properties['communityId'], /communityId/],
  ])('that %s breaks clients', (_, change, line) => {
    const lines = told(change).filter((each) => each.startsWith('BREAKS CLIENTS'));
    expect(lines.join()).toMatch(line);
  });

  it.each<[string, (document: Topics) => unknown]>([
    ['lets a record say more', (document) => Object.assign(absenceOf(document).properties, { mood: { type: 'string' } })],
    ['says more of what is sent', (document) => Object.assign(statusOf(document)?.properties ?? {}, { mood: { type: 'string' } })],
    ['is of words', (document) => Object.assign(statusOf(document)?.properties['status'] ?? {}, { description: 'How it stands' })],
  ])('that %s breaks nobody', (_, change) => {
    const lines = told(change);
    expect([lines.length > 0, lines.filter((line) => line.startsWith('BREAKS'))]).toEqual([true, []]);
  });

  it('is told after a release too, unless the first number of the version is another one', () => {
    const after = structuredClone(before);
    delete after.operations['receiveHomeroomSisAttendance'];
    expect(broken(before, after, topicChanges).length).toBeGreaterThan(0);
    expect(broken(before, { ...after, info: { ...after.info, version: '2.0.0' } }, topicChanges)).toEqual([]);
  });
});

interface Fields {
  readonly properties: Record<string, object>;
  readonly required: string[];
}

interface Topics {
  readonly info: object;
  readonly operations: Record<string, unknown>;
  readonly channels: Record<string, { readonly messages: Record<string, { readonly payload: { readonly properties: { data: Fields } } }> }>;
  readonly components: { readonly schemas: Record<string, Fields> };
}
