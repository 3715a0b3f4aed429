import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { headOf, startHomeroom } from './homeroom-process.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'homeroom-process-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const simulation = ['simulate', '--students', '3000', '--days', '100'];

describe('The command line as a process', () => {
  it('ends with the exit codes that it promises', async () => {
    const codes = await Promise.all(
      [['--help'], ['status'], ['statsu']].map(async (args) => (await startHomeroom(join(folder, 'data'), args).ended).code),
    );
    expect(codes).toEqual([0, 1, 2]);
  });

  it('says nothing where its reader has had enough', async () => {
    const { child, ended } = startHomeroom(join(folder, 'data'), [...simulation, '--to', 'file']);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, signal: null, err: '' });
  });

  it('stops after the batch in hand when asked to, with a report of what it has done', async () => {
    const data = join(folder, 'data');
    const { child, ended } = startHomeroom(data, [...simulation, '--format', 'json']);
    while ((headOf(data) ?? 0) === 0 && child.exitCode === null) await delay(5);
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([130, 'homeroom: stopped before the end; the same command goes on where it was\n']);
    expect(JSON.parse(out)).toMatchObject([{ read: expect.any(Number), deadLettered: 0 }]);
  });
});
