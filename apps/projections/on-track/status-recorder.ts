import { evolveStatus, nothingRecorded, statusStream, type StatusChanged } from '#libs/domain';
import { appendAll, type Append, type EventStore, type NewEvent } from '#libs/event-sourcing';
import { nothingPending, type StudentEntry } from './student-entry.js';

/** The type of event that the recorder writes. */
const STATUS_CHANGED = 'on-track-status-changed.v1';

/** Writes what was decided of statuses to the log. A fold that only compares uses one that writes nothing. */
export interface StatusRecorder {
  /** Entries whose stream was ahead of what they knew: their state is that of the stream now. */
  record(entries: readonly StudentEntry[]): Promise<readonly StudentEntry[]>;
}

/** Appends to the status streams; what already stands there with the same ids is not written twice. */
export class AppendingStatusRecorder implements StatusRecorder {
  readonly #store: EventStore;

  constructor(store: EventStore) {
    this.#store = store;
  }

  async record(entries: readonly StudentEntry[]): Promise<readonly StudentEntry[]> {
    const waiting = entries.filter((entry) => entry.pending.length > 0);
    const refused = await this.#append(waiting);
    // A crash may have come between: what it left in the log is a beginning of what is decided again, with more events now.
    for (const entry of refused) await this.#passOverRecorded(entry);
    const behind = await this.#append(refused);
    for (const entry of behind) await this.#reload(entry);
    for (const entry of waiting) entry.pending = nothingPending;
    return behind;
  }

  /** @returns those whose stream stands elsewhere. */
  async #append(entries: readonly StudentEntry[]): Promise<StudentEntry[]> {
    const results = await appendAll(this.#store, entries.map(appendOf));
    return entries.filter((entry, index) => {
      const result = results[index];
      if (result?.outcome === 'appended') entry.revision = result.revision;
      return result?.outcome !== 'appended';
    });
  }

  async #passOverRecorded(entry: StudentEntry): Promise<void> {
    const stored = await this.#store.readStream(statusStream(entry.district, entry.key, entry.year));
    const recorded = stored.slice(entry.revision + 1);
    if (recorded.length > entry.pending.length || recorded.some(({ id }, index) => id !== entry.pending[index]?.id)) return;
    entry.pending = entry.pending.slice(recorded.length);
    entry.revision = stored.length - 1;
  }

  async #reload(entry: StudentEntry): Promise<void> {
    entry.recorded = nothingRecorded;
    entry.revision = -1;
    for (const event of await this.#store.readStream(statusStream(entry.district, entry.key, entry.year))) {
      entry.recorded = evolveStatus(entry.recorded, event.data as StatusChanged);
      entry.revision = event.revision;
    }
    entry.changed = true;
  }
}

/** Takes every decision as recorded without writing it: for folding the log again beside the live models. */
export class AssumingStatusRecorder implements StatusRecorder {
  record(entries: readonly StudentEntry[]): Promise<readonly StudentEntry[]> {
    for (const entry of entries) {
      if (entry.pending.length === 0) continue;
      this.assume(entry);
      entry.revision += entry.pending.length;
      entry.pending = nothingPending;
    }
    return Promise.resolve([]);
  }

  /** Told of each student of whom something is decided. */
  protected assume(_entry: StudentEntry): void {}
}

/** The same, with what was decided to compare by. */
export class ComparingStatusRecorder extends AssumingStatusRecorder {
  /** Ids of the events that would have been written, by stream. */
  readonly decided = new Map<string, string[]>();

  protected override assume({ district, key, year, pending }: StudentEntry): void {
    const stream = statusStream(district, key, year);
    const ids = this.decided.get(stream) ?? [];
    ids.push(...pending.map(({ id }) => id));
    this.decided.set(stream, ids);
  }
}

function appendOf(entry: StudentEntry): Append {
  const stream = statusStream(entry.district, entry.key, entry.year);
  return { stream, expectedRevision: entry.revision, events: entry.pending.map(newEvent) };
}

function newEvent({ id, event }: { readonly id: string; readonly event: StatusChanged }): NewEvent {
  return { id, type: STATUS_CHANGED, data: event, metadata: { causation: event.cause.id } };
}
