import { setImmediate } from 'node:timers/promises';
import { NO_STREAM } from '#libs/event-sourcing';
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

/**
 * Compares everything that stands in the file with what was written: SQLite's own check of its pages, the checksum of each event, that no
 * position and no revision is missing, and that each stream ends where it says.
 */
export async function* auditLogFile(file: LogFile): AsyncGenerator<Damage, void, undefined> {
  try {
    yield* checkPages(file);
    yield* checkEvents(file);
    yield* checkHeads(file);
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error;
    yield { position: null, stream: null, what: error.message };
  }
}

function* checkPages({ connection }: LogFile): Generator<Damage, void, undefined> {
  const findings = connection.use(() => connection.prepare('PRAGMA integrity_check(20)').all()) as unknown as [string][];
  for (const [what] of findings) {
    if (what !== 'ok') yield { position: null, stream: null, what: `SQLite finds: ${what}.` };
  }
}

async function* checkEvents({ connection }: LogFile): AsyncGenerator<Damage, void, undefined> {
  const page = connection.prepare(
    `SELECT position, stream, streams.name, revision, previous, types.name, superseded, hex(events.id), recorded_at, data, metadata, checksum
     FROM events LEFT JOIN streams ON streams.id = events.stream LEFT JOIN types ON types.id = events.type
     WHERE position > ? ORDER BY position LIMIT ${PAGE}`,
  );
  const ends = new Map<number, StreamEnd>();
  let last = 0;
  for (;;) {
    const after = last;
    const rows = connection.use(() => page.all(after) as unknown as AuditedRow[]);
    for (const row of rows) {
      if (row[0] !== last + 1) yield missing(last + 1, row[0] - 1);
      last = row[0];
      yield* changesOf(row);
      yield* gapsBefore(row, ends);
    }
    if (rows.length < PAGE) return;
    await setImmediate();
  }
}

function missing(first: number, last: number): Damage {
  const which = first === last ? `The event at position ${first} is` : `The events at positions ${first} to ${last} are`;
  return { position: first, stream: null, what: `${which} missing.` };
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

function* checkHeads({ connection }: LogFile): Iterable<Damage> {
  const astray = connection.prepare(
    `SELECT heads.position, streams.name, heads.revision
     FROM heads LEFT JOIN streams ON streams.id = heads.stream LEFT JOIN events ON events.position = heads.position
     WHERE events.stream IS NOT heads.stream OR events.revision IS NOT heads.revision LIMIT 20`,
  );
  const counts = connection.prepare('SELECT (SELECT count(*) FROM events), (SELECT coalesce(sum(revision + 1), 0) FROM heads)');
  const [wrong, [count, expected]] = connection.use(
    () => [astray.all(), counts.get()] as unknown as [[number, string | null, number][], [number, number]],
  );
  for (const [position, stream, revision] of wrong) {
    const what = `${stream ?? 'A stream'} is to end with revision ${revision} at position ${position}, but that event is not there.`;
    yield { position, stream, what };
  }
  if (count !== expected) {
    yield { position: null, stream: null, what: `The streams are to have ${expected} events together, but the log has ${count}.` };
  }
}
