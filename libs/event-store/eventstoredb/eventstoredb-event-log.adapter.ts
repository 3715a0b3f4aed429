import { EventLog, type LogBatch, type ReadLogOptions } from '#libs/event-sourcing';
import type { EventVersions } from '../event-versions.js';
import type { Connection } from './connection.js';
import { LogEndFinder } from './log-end.js';
import { LogReading } from './log-reading.js';

export interface LogTimes {
  /** How often a reader that waits looks by itself whether the log went on; default 1 s. */
  readonly pollMs?: number;
  /** How long a subscription may be silent on the way to what is known to be there; default 2 s. */
  readonly stallMs?: number;
}

/** The log of EventStoreDB: its `$all` without the server's own streams, filtered by prefix on the server. */
export class EventStoreDbEventLog extends EventLog {
  readonly #connection: Connection;
  readonly #end: LogEndFinder;
  readonly #versions: EventVersions;
  readonly #times: Required<LogTimes>;

  constructor(connection: Connection, versions: EventVersions, { pollMs = 1_000, stallMs = 2_000 }: LogTimes = {}) {
    super();
    this.#connection = connection;
    this.#end = new LogEndFinder(connection);
    this.#versions = versions;
    this.#times = { pollMs, stallMs };
  }

  override async head(): Promise<number> {
    return (await this.#end.find()).position;
  }

  override read(options: ReadLogOptions = {}): AsyncIterable<LogBatch> {
    return new LogReading({ connection: this.#connection, end: this.#end, versions: this.#versions, ...this.#times }, options).batches();
  }
}
