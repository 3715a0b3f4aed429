import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** One process of the distributed profile. */
export interface RunningProcess {
  /** What it has used so far, in user and kernel mode; Linux only, in steps of 10 ms. */
  cpuSeconds(): number;
  /** Tells it to stop, and waits until it has. @throws Error where it ends with a failure. */
  stop(): Promise<void>;
}

/** Of the clock that Linux counts processor time with. */
const TICKS_A_SECOND = 100;

/** Resolves when it says that it runs. */
export async function startProcess(name: string, environment: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const env = { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...environment };
  const child = spawn(process.execPath, [...process.execArgv, resolve(`dist/apps/${name}/main.js`)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const ready = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => line.startsWith('Homeroom ') && ready.resolve());
  void ended.then((code) => ready.reject(new Error(`${name} ended with ${code}.`)));
  await ready.promise;
  return {
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      if (code !== 0) throw new Error(`${name} ended with ${code}.`);
    },
  };
}

/** The 14th and 15th field; the second, a name in brackets, may hold blanks. */
function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
