import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { ApiWorld } from './api-world.js';

/** A program of somebody else: it knows the document and nothing else of this one. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './homeroom.ts';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });

async function offTrack(): Promise<components['schemas']['Student'][]> {
  const { data, error } = await client.GET('/api/students', { params: { query: { status: 'off-track', limit: 10 } } });
  if (error !== undefined) throw new Error(error.detail);
  return data.students;
}

for (const { studentId, name, conditions } of await offTrack()) {
  const words = conditions.filter(({ result }) => result === 'fail').map((condition) => condition.words);
  const body = { staff: 'T-1', kind: 'call', date: '2025-10-24' } as const;
  const { data } = await client.POST('/api/students/{id}/contacts', { params: { path: { id: studentId } }, body });
  const { error } = await client.GET('/api/students/{id}', { params: { path: { id: 'nobody' } } });
  console.log(JSON.stringify({ studentId, name, words, changed: data?.changed, unknown: error?.status }));
}
`;

/** What the compiler must find: a status that there is not, and a field that no answer has. */
const WRONG = `
import createClient from 'openapi-fetch';
import type { paths } from './homeroom.ts';
const { data } = await createClient<paths>().GET('/api/students', { params: { query: { status: 'late' } } });
data?.students[0]?.shoeSize;
`;

let world: ApiWorld;
let folder: string;
beforeAll(async () => {
  world = await ApiWorld.open();
  // Within this package, so that the client's library is found.
  folder = await mkdtemp(join('node_modules', '.cache', 'homeroom-client-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the compiler says at its strictest, by file. */
function complaints(...names: readonly string[]): Record<string, string[]> {
  const files = names.map((name) => join(folder, name));
  const program = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    types: ['node'],
  });
  const saidOf = (file: string): string[] =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return Object.fromEntries(names.map((name, index) => [name, saidOf(files[index] ?? '')]));
}

describe('A client that is generated from the served document', () => {
  it('compiles, and finds what is wrong with it before it runs', async () => {
    const served = await world.ask(['GET', '/api/openapi.json']);
    await writeFile(join(folder, 'homeroom.ts'), astToString(await openapiTS(JSON.stringify(served.body))));
    await writeFile(join(folder, 'program.ts'), PROGRAM);
    await writeFile(join(folder, 'wrong.ts'), WRONG);
    expect(complaints('homeroom.ts', 'program.ts', 'wrong.ts')).toEqual({
      'homeroom.ts': [],
      'program.ts': [],
      'wrong.ts': [expect.stringContaining('"late"'), expect.stringContaining('shoeSize')],
    });
  });

  it('asks the running system, records something, and is told what is unknown', async () => {
    // Node runs no TypeScript that stands in a package.
    const program = join(folder, 'program.mjs');
    const { ESNext: module } = ts.ModuleKind;
    await writeFile(program, ts.transpileModule(PROGRAM, { compilerOptions: { module, target: ts.ScriptTarget.ESNext } }).outputText);
    const url = await world.app.getHttpAdapter().getInstance().listen({ port: 0, host: '127.0.0.1' });
    const { stdout } = await promisify(execFile)(process.execPath, [program, url], { env: {} });
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      {
        studentId: 'S-1',
        name: 'Mia Okoro',
        words: ['Attendance 87.5 % (needs at least 90 %): present 35 of 40 days'],
        changed: true,
        unknown: 404,
      },
    ]);
    expect(world.held.findings()).toEqual([]);
  });
});
