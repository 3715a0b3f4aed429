import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { farFromMidnight, startHomeroom } from './homeroom-process.js';
import { RunningService, type ServiceName } from './homeroom-services.js';

/** For specs that kill: those that live renew much more often, also where the machine is busy. */
export const SHORT_LEASES = { HOMEROOM_LEASE_SECONDS: '4' };

export const serviceNames: readonly ServiceName[] = ['ingestion', 'projections', 'alerting', 'gateway'];

/** One process of a set-up. */
export interface Part {
  readonly name: ServiceName;
  /** Its name here, where there are several of a kind. */
  readonly as: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The students in two shards. */
export const twoShards: readonly Part[] = [
  { name: 'ingestion', as: 'ingestion' },
  { name: 'projections', as: 'first half', settings: { PROJECTION_SHARD: '1/2' } },
  { name: 'projections', as: 'second half', settings: { PROJECTION_SHARD: '2/2' } },
  { name: 'alerting', as: 'alerting' },
  { name: 'gateway', as: 'gateway' },
];

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

  /** Starts again those that ended, as an orchestrator does. */
  async revive(parts: readonly Part[]): Promise<string[]> {
    const ended = parts.filter(({ as }) => this.service(as).hasEnded);
    for (const { name, as, settings } of ended) await this.start(name, as, settings);
    return ended.map(({ as }) => as);
  }

  /** Runs a command of `homeroom` beside the processes. @returns what it prints. */
  async homeroom(...args: string[]): Promise<string> {
    const { code, out, err } = await startHomeroom(this.data, args, this.#settings).ended;
    if (code !== 0) throw new Error(`homeroom ${args[0]} ended with ${code}: ${err}`);
    return out;
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
  state(folder = this.data): Promise<string> {
    return stateOf(folder, this.#settings);
  }

  /** The same of a data folder that one process keeps. */
  embeddedState(folder: string): Promise<string> {
    return stateOf(folder, {});
  }

  /** Every community of the district with its students by status. */
  communities(folder = this.data): Promise<unknown> {
    return ask(folder, 'communities', this.#settings);
  }

  /** Exit codes of all, told to stop at once. */
  async stop(): Promise<(number | null)[]> {
    return Promise.all([...this.#running.values()].map((service) => service.stop()));
  }

  async kill(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.kill()));
  }
}

async function stateOf(folder: string, settings: Readonly<Record<string, string>>): Promise<string> {
  return ((await ask(folder, 'verify', settings)) as { state: string }).state;
}

async function ask(folder: string, command: string, settings: Readonly<Record<string, string>>): Promise<unknown> {
  const { code, out, err } = await startHomeroom(folder, [command, '--format', 'json'], settings).ended;
  if (code !== 0) throw new Error(`homeroom ${command} ended with ${code}: ${err}`);
  return JSON.parse(out);
}
