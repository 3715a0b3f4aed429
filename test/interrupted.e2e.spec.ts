import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { attendance, enrolment, interchange } from '#libs/testing';
import { hasOpened, headOf, startHomeroom, type Ended } from './homeroom-process.js';

/** What is promised is about a second; a machine that others keep busy takes longer. */
const SOON_MS = 5_000;
const STUDENTS = 160;
const DAYS = 40;

let folder: string;
let full: string;
let state: string;

interface Interrupted {
  readonly command: readonly string[];
  /** Begins with no records instead of all. */
  readonly empty?: true;
  /** Whether the process is in the middle of its work. */
  readonly isAtWork: (pid: number, data: string) => Promise<boolean>;
  /** What it says when it is stopped, beside what it has counted. */
  readonly says: RegExp;
}

const opened = (pid: number, data: string): Promise<boolean> => hasOpened(pid, join(data, 'models.sqlite'));
const hasAppended = async (_: number, data: string): Promise<boolean> => (headOf(data) ?? 0) > 0;
const file = (name: string): string => join(folder, name);

const table = (): Record<string, Interrupted> => ({
  verify: { command: ['verify'], isAtWork: opened, says: /there is no result, and no record has changed; the same command begins again/ },
  'import events': {
    command: ['import', 'events', file('records.ndjson'), '--district', 'simulated'],
    empty: true,
    isAtWork: hasAppended,
    says: /the same command goes on where it was/,
  },
  'import edfi-xml': {
    command: ['import', 'edfi-xml', file('interchange'), '--district', 'simulated'],
    empty: true,
    isAtWork: opened,
    says: /the same command goes on where it was/,
  },
  backup: {
    command: ['backup', file('backup')],
    isAtWork: async () => (await readdir(folder)).some((name) => name.startsWith('backup.')),
    says: /no backup was made, and nothing of it is left; the same command begins again/,
  },
  replay: {
    command: ['replay', '--profile', 'air-nhsc'],
    isAtWork: opened,
    says: /there is no answer, and nothing has changed/,
  },
  'replay by threads': {
    command: ['replay', '--profile', 'air-nhsc', '--workers', '2'],
    isAtWork: opened,
    says: /there is no answer, and nothing has changed/,
  },
  rebuild: { command: ['rebuild'], isAtWork: opened, says: /the read models are those of before/ },
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-interrupted-'));
  full = file('full');
  const simulate = ['simulate', '--students', String(STUDENTS), '--days', String(DAYS)];
  await run(full, [...simulate, '--to', 'file', '--out', file('records.ndjson')]);
  await run(full, ['import', 'events', file('records.ndjson'), '--district', 'simulated']);
  await mkdir(file('interchange'));
  const students = Array.from({ length: 2_000 }, (_, index) => `s${index}`);
  const elements = students.flatMap((student) => [enrolment({ student }), attendance({ student, date: '2011-09-06' })]);
  await writeFile(join(file('interchange'), 'interchange.xml'), interchange(...elements));
  state = await run(full, ['verify']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('A command that is stopped with Ctrl-C', () => {
  it.each(['verify', 'import events', 'import edfi-xml', 'backup', 'replay', 'replay by threads', 'rebuild'])(
    '%s ends soon, says how to go on, and comes to the same when it is given again',
    async (name) => {
      const { command, empty, isAtWork, says } = table()[name] ?? ({} as never);
      const data = file(`data of ${name}`);
      if (empty !== true) await cp(full, data, { recursive: true });
      const { code, err, tookMs } = await interrupted(data, command, isAtWork);
      expect([code, err]).toEqual([130, expect.stringMatching(says)]);
      expect(err).toMatch(/^homeroom: stopped before the end[^\n]*\n$/);
      expect(tookMs).toBeLessThan(SOON_MS);
      expect((await readdir(folder)).filter((each) => each.startsWith('backup'))).toEqual([]);
      await run(data, command);
      const compared = name === 'backup' ? await restored(data) : data;
      if (name === 'import edfi-xml') expect(await run(data, ['verify'])).toMatch(/models ok/);
      else if (command[0] !== 'replay') expect(await run(compared, ['verify'])).toBe(state);
    },
  );
});

async function interrupted(data: string, command: readonly string[], isAtWork: Interrupted['isAtWork']) {
  const { child, ended } = startHomeroom(data, command);
  while (child.exitCode === null && !(await isAtWork(child.pid ?? 0, data))) await delay(1);
  const at = performance.now();
  child.kill('SIGINT');
  return { ...(await ended), tookMs: performance.now() - at };
}

/** Runs one that must succeed. */
async function run(data: string, command: readonly string[]): Promise<string> {
  const { code, out, err }: Ended = await startHomeroom(data, command).ended;
  expect([code, err]).toEqual([0, expect.not.stringMatching(/^homeroom:/)]);
  return out;
}

async function restored(of: string): Promise<string> {
  const data = `${of}-restored`;
  await run(data, ['restore', file('backup')]);
  await rm(file('backup'), { recursive: true });
  return data;
}
