import {
  EventLog,
  EventStore,
  type Append,
  type AppendResult,
  type LogBatch,
  type ReadLogOptions,
  type ReadStreamOptions,
  type RecordedEvent,
} from '#libs/event-sourcing';
import { MAX_NAME_LENGTH, type OpenedEventStore } from '#libs/event-store';

/**
 * A log that begins now, in a server with a past: streams get a prefix that nobody else uses, and what stood before is not there. While
 * it is used nobody else may append to that server.
 */
export class LogPart {
  readonly #prefix: string;
  /** The end of the log when this part began. */
  readonly #start: number;
  /** Names that had to give up their ends for the prefix. */
  readonly #shortened = new Map<string, string>();

  private constructor(prefix: string, start: number) {
    this.#prefix = prefix;
    this.#start = start;
  }

  static async begin(prefix: string, { log }: OpenedEventStore): Promise<LogPart> {
    return new LogPart(prefix, await log.head());
  }

  /** The same store, seen as if it held this part alone. */
  of({ store, log, audit, close }: OpenedEventStore): OpenedEventStore {
    return { store: new PartOfStore(store, this), log: new PartOfLog(log, this), audit, close };
  }

  /** Names that are none are left as they are: the store is to refuse them. */
  nameInServer(stream: string): string {
    if (stream === '' || stream.length > MAX_NAME_LENGTH || !stream.isWellFormed()) return stream;
    const name = (this.#prefix + stream).slice(0, MAX_NAME_LENGTH);
    if (name.length < this.#prefix.length + stream.length) this.#shortened.set(name, stream);
    return name;
  }

  prefixInServer(prefix: string): string {
    return this.#prefix + prefix;
  }

  positionInServer(position: number): number {
    return position === 0 ? this.#start : position;
  }

  positionHere(position: number): number {
    return position <= this.#start ? 0 : position;
  }

  eventHere(event: RecordedEvent): RecordedEvent {
    return { ...event, stream: this.#shortened.get(event.stream) ?? event.stream.slice(this.#prefix.length) };
  }
}

class PartOfStore extends EventStore {
  readonly #store: EventStore;
  readonly #part: LogPart;

  constructor(store: EventStore, part: LogPart) {
    super();
    this.#store = store;
    this.#part = part;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    return this.#store.appendMany(appends.map((append) => ({ ...append, stream: this.#part.nameInServer(append.stream) })));
  }

  override async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    const events = await this.#store.readStream(this.#part.nameInServer(stream), options);
    return events.map((event) => this.#part.eventHere(event));
  }

  override async close(): Promise<void> {
    return this.#store.close();
  }
}

class PartOfLog extends EventLog {
  readonly #log: EventLog;
  readonly #part: LogPart;

  constructor(log: EventLog, part: LogPart) {
    super();
    this.#log = log;
    this.#part = part;
  }

  override async head(): Promise<number> {
    return this.#part.positionHere(await this.#log.head());
  }

  override async *read(options: ReadLogOptions = {}): AsyncGenerator<LogBatch, void, undefined> {
    const after = this.#part.positionInServer(options.after ?? 0);
    const prefixes = (options.prefixes ?? ['']).map((prefix) => this.#part.prefixInServer(prefix));
    for await (const { events, position, caughtUp } of this.#log.read({ ...options, after, prefixes })) {
      yield { events: events.map((event) => this.#part.eventHere(event)), position: this.#part.positionHere(position), caughtUp };
    }
  }
}
