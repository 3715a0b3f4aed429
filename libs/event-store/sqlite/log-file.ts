import { openSqlite, type SqliteDatabase, type SqliteOptions, type Statement } from '#libs/sqlite';
import { ChangeSignal } from '../change-signal.js';
import { StoreDamagedError } from '../event-store.errors.js';
import { EventVersions, type Upcasts } from '../event-versions.js';
import { StoredEvent, type DetailSource } from '../stored-event.js';
import { EventKinds } from './event-kinds.js';
import { LOG_FILE } from './log-layout.js';
import { Names } from './names.js';

/** The first columns of every query for events. */
export const EVENT_COLUMNS = 'stream, type * 2 + superseded, data';
export type EventColumns = [stream: number, kind: number, data: string];

export interface LogFileOptions extends SqliteOptions {
  /** What leads from older versions of events to the present ones; default nothing. */
  readonly upcasts?: Upcasts;
  /** How often a reader that waits looks for what other processes appended; default 25 ms. */
  readonly pollMs?: number;
}

/** What the store and the log of one file have in common. */
export class LogFile {
  readonly connection: SqliteDatabase;
  readonly streams: Names;
  readonly types: Names;
  readonly changes: ChangeSignal;
  readonly #kinds: EventKinds;
  readonly #head: Statement;
  readonly #dataVersion: Statement;
  /** Outlives each watch: what others committed between two of them is announced by the next. */
  #seen = 0;
  #damage: StoreDamagedError | null = null;

  constructor({ pollMs = 25, upcasts, onDamage, ...options }: LogFileOptions) {
    this.connection = openSqlite(LOG_FILE, {
      ...options,
      onDamage: (damage) => {
        this.#damage ??= damage;
        onDamage?.(damage);
      },
    });
    this.streams = new Names(this.connection, 'streams');
    this.types = new Names(this.connection, 'types');
    this.#kinds = new EventKinds(this.types, new EventVersions(upcasts));
    this.#head = this.connection.prepareArrays('SELECT max(position) FROM events');
    this.#dataVersion = this.connection.prepareArrays('PRAGMA data_version');
    this.changes = new ChangeSignal(() => this.#watchOthers(pollMs));
  }

  head(): number {
    const [head] = this.connection.use(() => this.#head.get()) as unknown as [number | null];
    if (!Number.isSafeInteger(head ?? 0)) throw new StoreDamagedError(`${this.connection.path} has an event at position ${head}.`);
    return head ?? 0;
  }

  /** Nothing is appended to a file that was found damaged: a backup that takes its place would not have it. @throws StoreDamagedError */
  requireWhole(): void {
    if (this.#damage !== null) throw this.#damage;
  }

  /** Changes when another connection, of this process or another, has committed. */
  dataVersion(): number {
    const [version] = this.connection.use(() => this.#dataVersion.get()) as unknown as [number];
    return version;
  }

  /** @param row may have more columns, and its data may be parsed. */
  event(position: number, row: readonly [stream: number, kind: number, data: unknown, ...unknown[]], details: DetailSource): StoredEvent {
    const kind = this.#kinds.of(row[1]);
    // What leads to the present version is asked for with the data: an event that cannot be led there is its reader's trouble.
    const data = kind.upcast !== null && typeof row[2] !== 'string' ? JSON.stringify(row[2]) : row[2];
    return new StoredEvent(position, { stream: this.streams.nameOf(row[0]), kind, data }, details);
  }

  close(): void {
    this.connection.close();
    this.changes.announce();
  }

  #watchOthers(pollMs: number): () => void {
    const timer = setInterval(() => this.#poll(), pollMs);
    return () => clearInterval(timer);
  }

  #poll(): void {
    let version = -1;
    try {
      version = this.dataVersion();
    } catch {
      // The readers that are woken run into the same trouble and report it.
    }
    if (version === this.#seen) return;
    this.#seen = version;
    this.changes.announce();
  }
}
