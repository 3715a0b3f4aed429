import type { SqliteDatabase, Statement } from '#libs/sqlite';

/** Below so many positions to look through, looking through them is quick. */
const WORTH_ASKING = 10_000;
/** An event by itself takes as long as looking at some thirty streams of a window does. */
const MOST_WANTED = 1 / 50;
/** After every name that begins with a prefix. */
const LAST = '\u{10FFFF}';

/** The positions of a reader's events where it wants few of many: found through their streams, so that the others are not looked through. */
export class FewEvents {
  /** The last position that was looked at. */
  readonly upTo: number;
  readonly #positions: Float64Array;
  #next = 0;

  private constructor(positions: Iterable<number>, upTo: number) {
    this.#positions = Float64Array.from(positions).sort();
    this.upTo = upTo;
  }

  /** null where they are not few, where there is little to look through, or where a file is damaged so that its streams break off. */
  static find({ connection, wanted, chains, head }: FewEventsStatements, prefixes: readonly string[], after: number): FewEvents | null {
    return connection.read(() => {
      const [upTo] = head.get() as unknown as [number | null];
      const toLookThrough = (upTo ?? 0) - after;
      if (upTo === null || toLookThrough < WORTH_ASKING) return null;
      let left = Math.floor(toLookThrough * MOST_WANTED);
      for (const prefix of prefixes) {
        const [events] = wanted.get(prefix, prefix + LAST, left + 1) as unknown as [number];
        left -= events;
        if (left < 0) return null;
      }
      const rows = prefixes.flatMap(
        (prefix) => chains.all(after, prefix, prefix + LAST) as unknown as [at: number, stands: number | null][],
      );
      if (rows.some(([, stands]) => stands === null)) return null;
      return new FewEvents(new Set(rows.map(([at]) => at)), upTo);
    });
  }

  /** Those after a position up to another; asked for in order. */
  take(after: number, upTo: number): number[] {
    while ((this.#positions[this.#next] ?? Infinity) <= after) this.#next += 1;
    const first = this.#next;
    while ((this.#positions[this.#next] ?? Infinity) <= upTo) this.#next += 1;
    return [...this.#positions.subarray(first, this.#next)];
  }
}

/** The statements of one file. */
export class FewEventsStatements {
  readonly connection: SqliteDatabase;
  readonly head: Statement;
  readonly wanted: Statement;
  readonly chains: Statement;

  constructor(connection: SqliteDatabase) {
    this.connection = connection;
    const heads = 'streams CROSS JOIN heads ON heads.stream = streams.id';
    this.head = connection.prepareArrays('SELECT max(position) FROM events');
    // Each stream has one event or more: no more streams are looked at than there may be events.
    this.wanted = connection.prepareArrays(
      `SELECT total(revision + 1) FROM (SELECT revision FROM ${heads} WHERE name >= ? AND name < ? LIMIT ?)`,
    );
    this.chains = connection.prepareArrays(
      `WITH RECURSIVE chain (at) AS (
         SELECT position FROM ${heads} WHERE name >= ?2 AND name < ?3 AND position > ?1
         UNION ALL SELECT previous FROM chain CROSS JOIN events ON events.position = at WHERE revision > 0 AND previous > ?1
       )
       SELECT at, events.position FROM chain LEFT JOIN events ON events.position = at`,
    );
  }
}
