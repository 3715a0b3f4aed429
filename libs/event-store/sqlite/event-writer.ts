import { NO_STREAM, type AppendResult } from '#libs/event-sourcing';
import { eventIdOf } from '../event-id.js';
import { StoreDamagedError } from '../event-store.errors.js';
import type { PreparedAppend } from '../prepared-append.js';
import { BatchedInsert } from './batched-insert.js';
import { checksumOf } from './checksum.js';
import type { LogFile } from './log-file.js';
import { StreamHeads } from './stream-heads.js';
import { StreamReader } from './stream-reader.js';

/** Writes appends within a transaction, remembering between two of them what only others could change. */
export class EventWriter {
  readonly #file: LogFile;
  readonly #heads: StreamHeads;
  readonly #events: BatchedInsert<EventRow>;
  readonly #reader: StreamReader;
  #position = 0;
  #dataVersion = -1;

  constructor(file: LogFile) {
    this.#file = file;
    this.#heads = new StreamHeads(file.connection);
    this.#events = new BatchedInsert(file.connection, {
      into: 'events (position, stream, revision, previous, type, superseded, id, recorded_at, data, metadata, checksum)',
      row: `(?, ?, ?, ?, ?, ?, unhex(?, '-'), ?, ?, ?, ?)`,
    });
    this.#reader = new StreamReader(file.connection);
  }

  /** Answers each append; must run within one transaction. */
  write(appends: readonly PreparedAppend[], recordedAt: number): readonly AppendResult[] {
    this.#begin();
    const results = appends.map((append) => this.#append(append, recordedAt));
    this.#flush();
    return results;
  }

  /** After a transaction that failed: nothing remembered can be relied on. */
  forget(): void {
    this.#dataVersion = -1;
    this.#events.forget();
    this.#file.streams.forget();
    this.#file.types.forget();
  }

  #begin(): void {
    const version = this.#file.dataVersion();
    if (version === this.#dataVersion) return;
    this.#heads.forget();
    this.#position = this.#file.head();
    this.#dataVersion = version;
  }

  #append(append: PreparedAppend, recordedAt: number): AppendResult {
    const known = this.#file.streams.idOf(append.stream);
    const revision = known === undefined ? NO_STREAM : this.#heads.revisionOf(known);
    if (revision !== append.expectedRevision) return this.#repeated(append, known, revision);
    const stream = known ?? this.#file.streams.add(append.stream);
    this.#insertAll(append, stream, recordedAt);
    return { outcome: 'appended', revision: revision + append.events.length, position: this.#position };
  }

  #insertAll({ stream: name, expectedRevision, events }: PreparedAppend, stream: number, recordedAt: number): void {
    let revision = expectedRevision;
    let previous = expectedRevision === NO_STREAM ? 0 : this.#heads.positionOf(stream);
    for (const event of events) {
      const { id, type, data, metadata, superseded } = event;
      const position = ++this.#position;
      if (!Number.isSafeInteger(position)) throw new StoreDamagedError(`${this.#file.connection.path} has no positions left.`);
      revision++;
      const checksum = checksumOf({ position, stream: name, revision, type, superseded, id, recordedAt, data, metadata });
      const kind = this.#file.types.idOf(type) ?? this.#file.types.add(type);
      this.#events.add(position, stream, revision, previous, kind, superseded ? 1 : 0, id, recordedAt, data, metadata, checksum);
      previous = position;
    }
    this.#heads.set(stream, revision, previous);
  }

  /** The append may have been done before, its acknowledgement lost: then it is answered as it was then. */
  #repeated({ expectedRevision, events }: PreparedAppend, stream: number | undefined, revision: number): AppendResult {
    const conflict: AppendResult = { outcome: 'conflict', revision };
    if (stream === undefined || revision < expectedRevision + events.length) return conflict;
    this.#flush();
    const rows = this.#reader.read(stream, { from: expectedRevision + 1, limit: events.length });
    const last = rows.at(-1);
    if (last === undefined || rows.some((row, i) => eventIdOf(row[4]) !== events[i]?.id)) return conflict;
    return { outcome: 'appended', revision: last[5], position: last[3] };
  }

  #flush(): void {
    this.#events.flush();
    this.#heads.flush();
  }
}

type EventRow = [
  position: number,
  stream: number,
  revision: number,
  previous: number,
  type: number,
  superseded: 0 | 1,
  /** A UUID, kept as its 16 bytes. */
  id: string,
  recordedAt: number,
  data: string,
  metadata: string,
  checksum: number,
];
