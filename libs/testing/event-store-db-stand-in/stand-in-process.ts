import { once } from 'node:events';
import { freePort } from '../servers/free-port.js';
import { startTypeScript } from '../typescript-process.js';

/** The stand-in as a process of its own, which can be killed and started again with what it has acknowledged. */
export class StandInProcess {
  readonly url: string;
  readonly #args: readonly string[];
  #child: ReturnType<typeof startTypeScript> | null = null;

  private constructor(path: string, port: number) {
    this.url = `esdb://127.0.0.1:${port}?tls=false`;
    this.#args = [path, String(port)];
  }

  /** @param path of the file that holds its log; made where it is missing. */
  static async start(path: string): Promise<StandInProcess> {
    const standIn = new StandInProcess(path, await freePort());
    await standIn.start();
    return standIn;
  }

  async start(): Promise<void> {
    this.#child = startTypeScript(new URL('stand-in.main.ts', import.meta.url), this.#args);
    await once(this.#child.stdout, 'data');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
