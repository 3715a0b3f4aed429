import { setImmediate } from 'node:timers/promises';
import { NO_STREAM } from '#libs/event-sourcing';
import { eventIdOf } from '../event-id.js';
import { StoreDamagedError } from '../event-store.errors.js';
import type { Damage } from '../opened-event-store.js';
import { checksumOf } from './checksum.js';
import type { LogFile } from './log-file.js';

type AuditedRow = [
  position: number,
  stream: string | null,
  revision: number,
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
 * Compares everything that stands in the file with what was written: SQLite's own check of its pages, the checksum of each event,
 * and that no position and no revision is missing. Events cut off at the very end of the log cannot be seen here: the read models'
 * checkpoints stand beyond it then.
 */
export async function* auditLogFile(file: LogFile): AsyncGenerator<Damage, void, undefined> {
  try {
    yield* checkPages(file);
    yield* checkEvents(file);
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
    `SELECT position, streams.name, revision, types.name, superseded, hex(events.id), recorded_at, data, metadata, checksum
     FROM events LEFT JOIN streams ON streams.id = events.stream LEFT JOIN types ON types.id = events.type
     WHERE position > ? ORDER BY position LIMIT ${PAGE}`,
  );
  const revisions = new Map<string, number>();
  let last = 0;
  for (;;) {
    const after = last;
    const rows = connection.use(() => page.all(after) as unknown as AuditedRow[]);
    for (const row of rows) {
      if (row[0] !== last + 1) yield missing(last + 1, row[0] - 1);
      last = row[0];
      yield* damagesOf(row, revisions);
    }
    if (rows.length < PAGE) return;
    await setImmediate();
  }
}

function missing(first: number, last: number): Damage {
  const which = first === last ? `The event at position ${first} is` : `The events at positions ${first} to ${last} are`;
  return { position: first, stream: null, what: `${which} missing.` };
}

function* damagesOf(row: AuditedRow, revisions: Map<string, number>): Iterable<Damage> {
  const [position, stream, revision, type, superseded, id, recordedAt, data, metadata, checksum] = row;
  if (stream === null || type === null) {
    yield { position, stream, what: `The event at position ${position} has no ${stream === null ? 'stream' : 'type'} any more.` };
    return;
  }
  const event = { position, stream, revision, type, superseded: superseded === 1, id: eventIdOf(id), recordedAt, data, metadata };
  if (checksumOf(event) !== checksum) {
    yield {
      position,
      stream,
      what: `The event at position ${position} (${type}, ${stream} revision ${revision}) was changed after it was appended.`,
    };
  }
  const expected = (revisions.get(stream) ?? NO_STREAM) + 1;
  if (revision !== expected) yield { position, stream, what: `${stream} goes on at revision ${revision} where ${expected} was to come.` };
  revisions.set(stream, revision);
}
