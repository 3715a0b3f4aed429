import { EventLog, type LogBatch, type ReadLogOptions } from '#libs/event-sourcing';
import { readLog } from '../log-reader.js';
import { DetailReader } from './event-details.js';
import type { LogFile } from './log-file.js';
import { logStatements, SqliteLogSource, type LogStatements } from './sqlite-log-source.js';

/** The log of one SQLite file. Details of its events are read when asked for, see `StoredEvent`. */
export class SqliteEventLog extends EventLog {
  readonly #file: LogFile;
  readonly #statements: LogStatements;

  constructor(file: LogFile) {
    super();
    this.#file = file;
    this.#statements = logStatements(file, new DetailReader(file.connection));
  }

  override async head(): Promise<number> {
    return this.#file.head();
  }

  override read(options: ReadLogOptions = {}): AsyncIterable<LogBatch> {
    return readLog(new SqliteLogSource(this.#file, this.#statements, options.prefixes), options);
  }
}
