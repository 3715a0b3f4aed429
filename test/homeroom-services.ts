import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

export type ServiceName = 'ingestion' | 'projections' | 'alerting' | 'gateway' | 'standalone';

/** One of the processes of the distributed profile, as `npm run start:NAME` starts it, or all in one as `npm start` does. It runs what `npm run build` has built. */
export class RunningService {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<number | null>;
  readonly #ready: Promise<readonly string[]>;
  #output = '';

  private constructor(child: ChildProcessByStdio<null, Readable, Readable>) {
    this.#child = child;
    const { promise, resolve: ready, reject } = Promise.withResolvers<readonly string[]>();
    const listen = (text: string): void => {
      this.#output += text;
      if (/^Homeroom .*\n/m.test(this.#output)) ready(this.#output.match(/http:\/\/[\d.]+:\d+/g) ?? []);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen);
    this.#ended = new Promise((done) => child.once('close', (code) => done(code)));
    void this.#ended.then((code) => reject(new Error(`The process ended with ${code}: ${this.#output}`)));
    promise.catch(() => undefined);
    this.#ready = promise;
  }

  static start(name: ServiceName, environment: Readonly<Record<string, string>>): RunningService {
    const env = { ...process.env, NODE_OPTIONS: '', PORT: '0', ...environment };
    return new RunningService(spawn(process.execPath, [resolve(`dist/apps/${name}/main.js`)], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Where it takes requests. */
  async url(): Promise<string> {
    return (await this.#ready)[0] ?? '';
  }

  /** Where it tells how it is. */
  async operationsUrl(): Promise<string> {
    return (await this.#ready).at(-1) ?? '';
  }

  /** Everything it has printed and logged. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get ended(): Promise<number | null> {
    return this.#ended;
  }

  /** As an orchestrator does; the exit code. */
  stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  /** As a loss of power does. */
  kill(): Promise<number | null> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }
}
