import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { FixedClock } from '#libs/event-sourcing';
import { readSettings } from '#libs/service';
import { run } from '../apps/cli/run.js';
import { Output } from '../apps/cli/terminal/output.js';

/** What one command line came to. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly signal?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A user of the command line with a data folder of its own, at a moment that stands still. */
export class Homeroom {
  readonly folder: string;
  readonly clock: FixedClock;

  private constructor(folder: string, now: string) {
    this.folder = folder;
    this.clock = new FixedClock(now);
  }

  static async start(now = '2025-10-31T12:00:00Z'): Promise<Homeroom> {
    return new Homeroom(await mkdtemp(join(tmpdir(), 'homeroom-cli-')), now);
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  /** Runs a command line as the program would, within this process. */
  async run(args: readonly string[], { input = '', signal, environment = {} }: RunOptions = {}): Promise<Outcome> {
    const [output, errors] = [new Collected(), new Collected()];
    const given = { HOMEROOM_DATA_DIR: this.data, HOMEROOM_TIME_ZONE: 'UTC', ...environment };
    const code = await run(args, {
      output: new Output(output),
      errors: new Output(errors),
      input: Readable.from([Buffer.from(input)]),
      signal: signal ?? new AbortController().signal,
      clock: this.clock,
      settings: async () => readSettings(given, join(this.folder, 'no.env')),
    });
    return { code, out: output.text, err: errors.text };
  }

  /** Runs one that must succeed, and reads what it prints as NDJSON. */
  async rows<Row>(...args: string[]): Promise<Row[]> {
    const { code, out, err } = await this.run([...args, '--format', 'ndjson']);
    if (code !== 0) throw new Error(`homeroom ${args.join(' ')} ended with ${code}: ${err}`);
    return out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  }

  /** Runs one that must succeed. */
  async ok(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(args);
    if (code !== 0) throw new Error(`homeroom ${args.join(' ')} ended with ${code}: ${err}`);
    return out;
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}
