import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

export interface JavaServerOptions {
  readonly name: string;
  /** From `javaClassPath`. */
  readonly classPath: string;
  readonly mainClass: string;
  readonly args: readonly string[];
  /** Options of the virtual machine. */
  readonly jvm?: readonly string[];
  /** Asks the server whether it serves; asked again until it answers true. What it throws counts as not yet. */
  readonly isReady: () => Promise<boolean>;
  /** Default 60,000. */
  readonly startLimitMs?: number;
}

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const ASK_AGAIN_MS = 25;
const LONGEST_LOG = 20_000;

/**
 * A Java server on loopback that a test starts, kills and starts again with the same arguments. It ends with the process that started it,
 * however that one ends.
 */
export class JavaServer {
  readonly #options: JavaServerOptions;
  #process: ChildProcess | null = null;
  #log = '';

  constructor(options: JavaServerOptions) {
    this.#options = options;
  }

  /** The last that it printed, over all its starts. */
  get log(): string {
    return this.#log;
  }

  /** Resolves once it is ready. @throws Error with what it printed, when it ends before or takes too long. */
  async start(): Promise<void> {
    const { name, classPath, mainClass, args, jvm = [], isReady, startLimitMs = START_LIMIT_MS } = this.#options;
    if (this.#process !== null) throw new Error(`${name} runs already.`);
    const started = spawn('java', [...jvm, '-cp', classPath, 'EndWithParent', mainClass, ...args], { stdio: 'pipe' });
    this.#process = started;
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.#log = (this.#log + text).slice(-LONGEST_LOG)));
    }
    started.once('error', (error) => (this.#log += error.message));
    const deadline = performance.now() + startLimitMs;
    while (!(await isReady().catch(() => false))) {
      if (hasEnded(started) || started.pid === undefined) throw new Error(`${name} ended at its start:\n${this.#log}`);
      if (performance.now() > deadline) {
        await this.kill();
        throw new Error(`${name} is not ready after ${startLimitMs} ms:\n${this.#log}`);
      }
      await pause(ASK_AGAIN_MS);
    }
  }

  /** Ends it as an operator would, or by force where that takes too long. */
  async stop(): Promise<void> {
    const ending = this.#process;
    const force = setTimeout(() => ending?.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.#end('SIGTERM');
    clearTimeout(force);
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = this.#process;
    this.#process = null;
    if (ending === null || hasEnded(ending) || ending.pid === undefined) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
