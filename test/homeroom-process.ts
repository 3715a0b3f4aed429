import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';

const script = resolve('scripts/homeroom.mjs');
const program = resolve('dist/apps/cli/main.js');

/** How a process of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The command line as a process of its own, which can be killed. It runs what `npm run build` has built. */
export function startHomeroom(
  data: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { child: ChildProcessByStdio<null, Readable, Readable>; ended: Promise<Ended> } {
  if (!existsSync(program)) throw new Error(`${program} is missing: npm run build makes it, npm test does so by itself.`);
  const env = { ...process.env, NODE_OPTIONS: '', HOMEROOM_DATA_DIR: data, HOMEROOM_TIME_ZONE: farFromMidnight(), ...environment };
  const child = spawn(process.execPath, [script, ...args], { cwd: join(data, '..'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code, signal, out, err }));
  });
  return { child, ended };
}

/** A time zone where it is about noon now, so that a district's today stays the same while a test runs. */
export function farFromMidnight(): string {
  const offset = 12 - new Date().getUTCHours();
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Position of the last event in a log that another process writes; null while there is none. */
export function headOf(data: string): number | null {
  const path = join(data, 'log.sqlite');
  if (!existsSync(path)) return null;
  try {
    const db = new DatabaseSync(path, { readOnly: true });
    try {
      return Number(db.prepare('SELECT max(position) AS head FROM events').get()?.['head']);
    } finally {
      db.close();
    }
  } catch {
    // It is being made.
    return null;
  }
}

/** Whether a process has opened a file: one that has begun to work listens to signals. */
export async function hasOpened(pid: number | undefined, path: string): Promise<boolean> {
  const descriptors = `/proc/${pid}/fd`;
  const names = await readdir(descriptors).catch(() => []);
  const open = await Promise.all(names.map((name) => readlink(join(descriptors, name)).catch(() => '')));
  return open.includes(path);
}
