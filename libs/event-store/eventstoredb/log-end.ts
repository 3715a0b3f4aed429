import type { Connection } from './connection.js';
import type { ServerEvent } from './driver.port.js';

/** Where the log ends for us: at the last event that is not the server's own. */
export interface LogEnd {
  readonly position: number;
  /** Its stream: whoever reads this stream too, sees when the end is reached. */
  readonly stream: string;
  readonly id: string;
}

/** The end of a log to which nothing was ever appended. */
const NOTHING: LogEnd = { position: 0, stream: '', id: '' };

const FIRST_PAGE = 8;
const PAGE = 1_000;

/**
 * Finds the end of the log by reading back over what the server has written for itself: statistics every half minute, links of its
 * projections. What was passed over once is not read again.
 */
export class LogEndFinder {
  readonly #connection: Connection;
  #known = NOTHING;
  /** Everything up to here was passed over when `#known` was found. */
  #passed = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** At position 0 where nothing was ever appended. */
  async find(): Promise<LogEnd> {
    let from: number | null = null;
    let newest: number | null = null;
    for (let limit = FIRST_PAGE; ; limit = PAGE) {
      const page: readonly ServerEvent[] = await this.#connection.call((driver) => driver.readBack(from, limit));
      newest ??= page[0]?.position ?? 0;
      // A log that ends earlier than before is another one.
      if (newest < this.#passed) this.#keep(NOTHING, 0);
      const own = page.find(isOwn);
      if (own !== undefined) return this.#keep({ position: own.position, stream: own.stream, id: own.id }, newest);
      const last = page.at(-1);
      if (last === undefined || page.length < limit || last.position <= this.#passed) return this.#keep(this.#known, newest);
      from = last.position;
    }
  }

  #keep(end: LogEnd, passed: number): LogEnd {
    this.#known = end;
    this.#passed = passed;
    return end;
  }
}

/** Streams and types of the system begin with a dollar sign; a tombstone stands in the stream that it ends. */
export function isOwn({ stream, type }: ServerEvent): boolean {
  return !stream.startsWith('$') && !type.startsWith('$');
}
