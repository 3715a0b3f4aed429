import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { farFromMidnight, startHomeroom } from './homeroom-process.js';
import { RunningService, type ServiceName } from './homeroom-services.js';

export const serviceNames: readonly ServiceName[] = ['ingestion', 'projections', 'alerting', 'gateway'];

/** The processes of the distributed profile on stores of their own. */
export class Distributed {
  readonly data: string;
  readonly #running = new Map<string, RunningService>();
  readonly #settings: Readonly<Record<string, string>>;

  private constructor(data: string, settings: Readonly<Record<string, string>>) {
    this.data = data;
    this.#settings = settings;
  }

  /** @param settings beyond the folder, such as the addresses of stores. */
  static async in(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Distributed> {
    const data = join(folder, 'processes');
    await mkdir(data);
    return new Distributed(data, settings);
  }

  /** Starts one and waits until it says that it runs. @param as its name here, where there are several of a kind. */
  async start(name: ServiceName, as: string = name, settings: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const service = this.begin(name, settings);
    this.#running.set(as, service);
    await service.url();
    return service;
  }

  /** Starts one that may not come to run. */
  begin(name: ServiceName, settings: Readonly<Record<string, string>> = {}): RunningService {
    const environment = { HOMEROOM_DATA_DIR: this.data, HOMEROOM_TIME_ZONE: farFromMidnight(), ...this.#settings, ...settings };
    return RunningService.start(name, environment);
  }

  service(name: string): RunningService {
    const found = this.#running.get(name);
    if (found === undefined) throw new Error(`${name} was not started.`);
    return found;
  }

  /** Hands lines of native events in as one batch; answers what became of them. */
  async post(lines: readonly string[]): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const url = `${await this.service('ingestion').url()}/api/events`;
    const answer = await fetch(url, { method: 'POST', headers, body: `[${lines.join(',')}]` });
    return { status: answer.status, body: await answer.json() };
  }

  async operations(name: string, path: string): Promise<Response> {
    return fetch(`${await this.service(name).operationsUrl()}${path}`);
  }

  /** The hash of the state, with everything that came in shown. */
  async state(folder = this.data): Promise<string> {
    return ((await this.#ask(folder, 'verify')) as { state: string }).state;
  }

  /** Every community of the district with its students by status. */
  communities(folder = this.data): Promise<unknown> {
    return this.#ask(folder, 'communities');
  }

  /** Exit codes of all, told to stop at once. */
  async stop(): Promise<(number | null)[]> {
    return Promise.all([...this.#running.values()].map((service) => service.stop()));
  }

  async #ask(folder: string, command: string): Promise<unknown> {
    const { code, out, err } = await startHomeroom(folder, [command, '--format', 'json'], this.#settings).ended;
    if (code !== 0) throw new Error(`homeroom ${command} ended with ${code}: ${err}`);
    return JSON.parse(out);
  }

  async kill(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.kill()));
  }
}
