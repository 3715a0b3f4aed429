import { setImmediate } from 'node:timers/promises';
import { NO_STREAM } from '#libs/event-sourcing';
import { findingsIn, type Statement } from '#libs/sqlite';
import { eventIdOf } from '../event-id.js';
import { StoreDamagedError } from '../event-store.errors.js';
import type { Damage } from '../opened-event-store.js';
import { checksumOf } from './checksum.js';
import type { LogFile } from './log-file.js';

type AuditedRow = [
  position: number,
  streamId: number,
  stream: string | null,
  revision: number,
  previous: number,
  type: string | null,
  superseded: number,
  id: string,
  recordedAt: number,
  data: string,
  metadata: string,
  checksum: number,
];

const PAGE = 2_000;
const MOST_STREAMS = 20;

/**
 * Compares everything that stands in the file with what was written: SQLite's own check of its pages, the checksum of each event, that no
 * position and no revision is missing, and that each stream ends where it says. What cannot be read is named and passed over.
 */
export async function* auditLogFile(file: LogFile, signal?: AbortSignal): AsyncGenerator<Damage, void, undefined> {
  const audit: Audit = { file, head: headOf(file), ends: new Map(), signal };
  for (const check of [checkEvents, checkHeads, checkPages]) {
    try {
      yield* check(audit);
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error;
      yield { position: null, stream: null, what: 'What streams there are, or where they end, cannot be read.' };
    }
  }
}

interface Audit {
  readonly file: LogFile;
  /** Up to here everything is read; others may append meanwhile. */
  readonly head: number;
  /** Where each stream ends, by its id, as it was read. */
  readonly ends: Map<number, StreamEnd>;
  readonly signal: AbortSignal | undefined;
}

/** Where the last events cannot be read, what the streams say of their ends. */
function headOf(file: LogFile): number {
  try {
    return file.head();
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
    const last = file.connection.prepareArrays('SELECT coalesce(max(position), 0) FROM heads');
    return (file.connection.use(() => last.get()) as unknown as [number])[0];
  }
}

function* checkPages({ file }: Audit): Generator<Damage, void, undefined> {
  for (const what of findingsIn(file.connection.path)) yield { position: null, stream: null, what: `SQLite finds: ${what}.` };
}

async function* checkEvents({ file, head, ends, signal }: Audit): AsyncGenerator<Damage, void, undefined> {
  const page = new AuditedPages(file);
  let last = 0;
  for (let after = 0; after < head; after += PAGE) {
    for (const row of page.read(after, Math.min(after + PAGE, head))) {
      if (row[0] !== last + 1) yield missing(last + 1, row[0] - 1);
      last = row[0];
      yield* changesOf(row);
      yield* gapsBefore(row, ends);
    }
    await setImmediate();
    signal?.throwIfAborted();
  }
  if (last < head) yield missing(last + 1, head);
}

/** Events by position, without those that stand on damaged pages. */
class AuditedPages {
  readonly #file: LogFile;
  readonly #window: Statement;

  constructor(file: LogFile) {
    this.#file = file;
    this.#window = file.connection.prepareArrays(
      `SELECT position, stream, streams.name, revision, previous, types.name, superseded, hex(events.id), recorded_at, data, metadata, checksum
       FROM events LEFT JOIN streams ON streams.id = events.stream LEFT JOIN types ON types.id = events.type
       WHERE position > ? AND position <= ? ORDER BY position`,
    );
  }

  /** A window that cannot be read at once is read by halves. */
  read(after: number, upTo: number): readonly AuditedRow[] {
    try {
      return this.#file.connection.use(() => this.#window.all(after, upTo) as unknown as AuditedRow[]);
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error;
      if (upTo - after === 1) return [];
      const middle = Math.floor((after + upTo) / 2);
      return [...this.read(after, middle), ...this.read(middle, upTo)];
    }
  }
}

function missing(first: number, last: number): Damage {
  const which = first === last ? `The event at position ${first} is` : `The events at positions ${first} to ${last} are`;
  return { position: first, stream: null, what: `${which} missing or cannot be read.` };
}

function* changesOf(row: AuditedRow): Iterable<Damage> {
  const [position, , stream, revision, , type, superseded, id, recordedAt, data, metadata, checksum] = row;
  if (stream === null || type === null) {
    yield { position, stream, what: `The event at position ${position} has no ${stream === null ? 'stream' : 'type'} any more.` };
    return;
  }
  const event = { position, stream, revision, type, superseded: superseded === 1, id: eventIdOf(id), recordedAt, data, metadata };
  if (checksumOf(event) === checksum) return;
  const which = `The event at position ${position} (${type}, ${stream} revision ${revision})`;
  yield { position, stream, what: `${which} was changed after it was appended.` };
}

interface StreamEnd {
  readonly revision: number;
  readonly position: number;
}

function* gapsBefore([position, id, stream, revision, previous]: AuditedRow, ends: Map<number, StreamEnd>): Iterable<Damage> {
  const end = ends.get(id) ?? { revision: NO_STREAM, position: 0 };
  ends.set(id, { revision, position });
  if (revision === end.revision + 1 && previous === end.position) return;
  const found = `revision ${revision} after position ${previous}`;
  const what = `${stream ?? 'A stream'} goes on with ${found} where revision ${end.revision + 1} after position ${end.position} was to come.`;
  yield { position, stream, what };
}

/** Where each stream is to end, against where the events end that were read. */
function* checkHeads({ file: { connection }, head, ends }: Audit): Generator<Damage, void, undefined> {
  const heads = connection.prepareArrays(
    `SELECT heads.stream, streams.name, revision, position, position > ? AND position <= (SELECT max(position) FROM events)
     FROM heads LEFT JOIN streams ON streams.id = heads.stream`,
  );
  let wrong = 0;
  for (const row of connection.use(() => heads.all(head)) as unknown as HeadRow[]) {
    const [id, , revision, position, isNewer] = row;
    const end = ends.get(id) ?? { revision: NO_STREAM, position: 0 };
    ends.delete(id);
    if (isNewer === 1 || (end.revision === revision && end.position === position) || ++wrong > MOST_STREAMS) continue;
    yield endsOtherwise(row, end);
  }
  for (const { revision, position } of ends.values()) {
    if (++wrong <= MOST_STREAMS)
      yield { position, stream: null, what: `The stream of position ${position} (revision ${revision}) has lost its end.` };
  }
}

function endsOtherwise([, stream, revision, position]: HeadRow, end: StreamEnd): Damage {
  const found =
    end.revision === NO_STREAM ? 'none of its events is there' : `ends with revision ${end.revision} at position ${end.position}`;
  return { position, stream, what: `${stream ?? 'A stream'} is to end with revision ${revision} at position ${position}, but ${found}.` };
}

type HeadRow = [stream: number, name: string | null, revision: number, position: number, isNewer: 0 | 1];
