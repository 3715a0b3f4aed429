import type { StatementSync } from 'node:sqlite';
import { NO_STREAM, type AppendResult } from '#libs/event-sourcing';
import { eventIdOf } from '../event-id.js';
import { StoreDamagedError } from '../event-store.errors.js';
import type { PreparedAppend } from '../prepared-append.js';
import { checksumOf } from './checksum.js';
import { EventInserter } from './event-inserter.js';
import type { LogFile } from './log-file.js';
import { StreamHeads } from './stream-heads.js';

/** Writes appends within a transaction, remembering between two of them what only others could change. */
export class EventWriter {
  readonly #file: LogFile;
  readonly #heads: StreamHeads;
  readonly #inserter: EventInserter;
  readonly #idsFrom: StatementSync;
  #position = 0;
  #dataVersion = -1;

  constructor(file: LogFile) {
    this.#file = file;
    this.#heads = new StreamHeads(file.connection);
    this.#inserter = new EventInserter(file.connection);
    this.#idsFrom = file.connection.prepare(
      'SELECT hex(id), position FROM events WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
    );
  }

  /** Answers each append; must run within one transaction. */
  write(appends: readonly PreparedAppend[], recordedAt: number): readonly AppendResult[] {
    this.#begin();
    const results = appends.map((append) => this.#append(append, recordedAt));
    this.#inserter.flush();
    return results;
  }

  /** After a transaction that failed: nothing remembered can be relied on. */
  forget(): void {
    this.#dataVersion = -1;
    this.#inserter.forget();
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
    const revision = known === undefined ? NO_STREAM : this.#heads.of(known);
    if (revision !== append.expectedRevision) return this.#repeated(append, known, revision);
    const stream = known ?? this.#file.streams.add(append.stream);
    this.#insertAll(append, stream, recordedAt);
    return { outcome: 'appended', revision: revision + append.events.length, position: this.#position };
  }

  #insertAll({ stream: name, expectedRevision, events }: PreparedAppend, stream: number, recordedAt: number): void {
    let revision = expectedRevision;
    for (const event of events) {
      const { id, type, data, metadata, superseded } = event;
      const position = ++this.#position;
      if (!Number.isSafeInteger(position)) throw new StoreDamagedError(`${this.#file.connection.path} has no positions left.`);
      revision++;
      const checksum = checksumOf({ position, stream: name, revision, type, superseded, id, recordedAt, data, metadata });
      const kind = this.#file.types.idOf(type) ?? this.#file.types.add(type);
      this.#inserter.add(position, stream, revision, kind, superseded ? 1 : 0, id, recordedAt, data, metadata, checksum);
    }
    this.#heads.set(stream, revision);
  }

  /** The append may have been done before, its acknowledgement lost: then it is answered as it was then. */
  #repeated({ expectedRevision, events }: PreparedAppend, stream: number | undefined, revision: number): AppendResult {
    const conflict: AppendResult = { outcome: 'conflict', revision };
    if (stream === undefined || revision < expectedRevision + events.length) return conflict;
    this.#inserter.flush();
    const rows = this.#idsFrom.all(stream, expectedRevision, events.length) as unknown as [id: string, position: number][];
    const same = rows.length === events.length && rows.every(([id], i) => eventIdOf(id) === events[i]?.id);
    const last = rows.at(-1);
    if (!same || last === undefined) return conflict;
    return { outcome: 'appended', revision: expectedRevision + events.length, position: last[1] };
  }
}
