import { NO_STREAM, type ReadStreamOptions } from '#libs/event-sourcing';
import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { streamRange } from '../stream-range.js';
import { DETAIL_COLUMNS, type DetailRow } from './event-details.js';
import { EVENT_COLUMNS, type EventColumns } from './log-file.js';

export type StreamRow = [...EventColumns, ...DetailRow];

/** Reads streams from their last event back, each event naming the position of the one before it. */
export class StreamReader {
  readonly #head: Statement;
  readonly #chain: Statement;

  constructor(connection: SqliteDatabase) {
    this.#head = connection.prepareArrays('SELECT revision, position FROM heads WHERE stream = ?');
    this.#chain = connection.prepareArrays(
      `WITH RECURSIVE chain (at) AS (
         SELECT ?1 UNION ALL SELECT previous FROM chain CROSS JOIN events ON events.position = at WHERE revision > ?2
       )
       SELECT ${EVENT_COLUMNS}, ${DETAIL_COLUMNS} FROM chain CROSS JOIN events ON events.position = at WHERE revision BETWEEN ?2 AND ?3`,
    );
  }

  /** `undefined`: nothing has that stream's name. */
  read(stream: number | undefined, options: ReadStreamOptions): readonly StreamRow[] {
    const head = stream === undefined ? undefined : this.#head.get(stream);
    const [revision = NO_STREAM, position = 0] = (head ?? []) as unknown as [number?, number?];
    const { first, last, backward } = streamRange(options, revision);
    if (first > last) return [];
    const rows = this.#chain.all(position, first, last) as unknown as StreamRow[];
    return rows.sort((a, b) => (backward ? b[5] - a[5] : a[5] - b[5]));
  }
}
