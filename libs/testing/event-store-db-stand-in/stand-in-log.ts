import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/** An event as it is proposed; data and metadata in base64, as they came. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: string;
  readonly metadata: string;
}

export interface StandInRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  /** A byte offset in the server's log: it grows, with gaps. */
  readonly position: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

export type Expected = number | 'any' | 'no-stream' | 'stream-exists';

export type StandInAppend =
  | { readonly outcome: 'appended'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'wrong-version'; readonly revision: number | null }
  | { readonly outcome: 'too-large' };

/** The server's `MaxAppendSize`, over data, metadata and twice the length of the type. */
export const MAX_APPEND_SIZE = 1024 * 1024;

/** What EventStoreDB keeps: one log of all streams, the system's own ones among them. With a file it outlives a kill. */
export class StandInLog {
  readonly records: StandInRecord[] = [];
  readonly #streams = new Map<string, number[]>();
  readonly #file: number | null;
  readonly #waiting = new Set<() => void>();
  #end = 0;

  constructor(path?: string) {
    for (const line of path !== undefined && existsSync(path) ? wholeLines(path) : []) {
      for (const record of JSON.parse(line) as StandInRecord[]) this.#add(record);
    }
    this.#file = path === undefined ? null : openSync(path, 'a');
    if (this.records.length === 0) this.appendSystemEvent();
  }

  /** Indexes into `records`, by revision. */
  indexesOf(stream: string): readonly number[] {
    return this.#streams.get(stream) ?? [];
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): StandInAppend {
    const size = events.reduce((sum, event) => sum + bytes(event.data) + bytes(event.metadata) + 2 * event.type.length, 0);
    if (size > MAX_APPEND_SIZE) return { outcome: 'too-large' };
    const last = this.indexesOf(stream).length - 1;
    if (typeof expected !== 'string' || expected === 'no-stream') {
      const revision = expected === 'no-stream' ? -1 : expected;
      if (revision !== last)
        return this.#repeated(stream, revision, events) ?? { outcome: 'wrong-version', revision: last < 0 ? null : last };
    } else if (expected === 'stream-exists' && last < 0) return { outcome: 'wrong-version', revision: null };
    return this.#write(stream, last, events);
  }

  /** As the server writes by itself all the time: statistics, settings. */
  appendSystemEvent(): void {
    const event = { id: randomUUID(), type: '$statsCollected', contentType: 'application/json', data: 'e30=', metadata: '' };
    this.append('$stats-127.0.0.1:2113', 'any', [event]);
  }

  /** Called once after the next append; returns what takes it back. */
  onceMore(listener: () => void): () => void {
    this.#waiting.add(listener);
    return () => this.#waiting.delete(listener);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }

  #repeated(stream: string, revision: number, events: readonly Proposed[]): StandInAppend | null {
    const standing = this.indexesOf(stream).slice(revision + 1, revision + 1 + events.length);
    const last = this.records[standing.at(-1) ?? -1];
    if (last === undefined || standing.length !== events.length) return null;
    if (standing.some((index, i) => this.records[index]?.id !== events[i]?.id)) return null;
    return { outcome: 'appended', revision: last.revision, position: last.position };
  }

  #write(stream: string, last: number, events: readonly Proposed[]): StandInAppend {
    const created = Date.now();
    const records = events.map((event, i): StandInRecord => {
      const position = this.#end;
      this.#end += 90 + stream.length + event.type.length + bytes(event.data) + bytes(event.metadata);
      return { ...event, stream, revision: last + 1 + i, position, created };
    });
    if (this.#file !== null) writeSync(this.#file, `${JSON.stringify(records)}\n`);
    for (const record of records) this.#add(record);
    const waiting = Array.from(this.#waiting);
    this.#waiting.clear();
    for (const listener of waiting) listener();
    return { outcome: 'appended', revision: last + events.length, position: records.at(-1)?.position ?? 0 };
  }

  #add(record: StandInRecord): void {
    const indexes = this.#streams.get(record.stream) ?? [];
    indexes.push(this.records.length);
    this.#streams.set(record.stream, indexes);
    this.records.push(record);
    this.#end = Math.max(this.#end, record.position + 90 + record.stream.length + record.type.length);
  }
}

/** A line that was not written to its end was never acknowledged; it is cut off. */
function wholeLines(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(path, whole);
  return whole.split('\n').filter((line) => line !== '');
}

function bytes(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}
