import { parseStream } from '#libs/domain';
import { EventStore, NO_STREAM, type Append, type AppendResult, type NewEvent, type RecordedEvent } from '#libs/event-sourcing';

/** Told of what was decided in one stream, in order. */
export type OnDecided = (stream: string, events: readonly NewEvent[]) => void;

/**
 * Takes what alerting would write: counted and handed on, never in the log. What others have written is read from the log's own store.
 */
export class DecidedEvents extends EventStore {
  readonly #recorded: EventStore;
  readonly #onDecided: OnDecided;
  readonly #revisions = new Map<string, number>();

  constructor(recorded: EventStore, onDecided: OnDecided) {
    super();
    this.#recorded = recorded;
    this.#onDecided = onDecided;
  }

  /** Whether something was decided in a stream. */
  has(stream: string): boolean {
    return this.#revisions.has(stream);
  }

  /** Gives somebody else's event a place in a stream of decided ones. @returns its revision. */
  place(stream: string): number {
    const revision = (this.#revisions.get(stream) ?? NO_STREAM) + 1;
    this.#revisions.set(stream, revision);
    return revision;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const results: AppendResult[] = [];
    for (const append of appends) {
      const { stream, expectedRevision, events } = append;
      const last = this.#revisions.get(stream) ?? NO_STREAM;
      if (last !== expectedRevision) throw new Error(`${stream} is at ${last}, and something was decided for ${expectedRevision}.`);
      const revision = last + events.length;
      this.#revisions.set(stream, revision);
      this.#onDecided(stream, events);
      results.push({ outcome: 'appended', revision, position: await this.#positionOf(append) });
    }
    return results;
  }

  override readStream(...asked: Parameters<EventStore['readStream']>): Promise<readonly RecordedEvent[]> {
    return this.#recorded.readStream(...asked);
  }

  override async close(): Promise<void> {}

  /**
   * Where it stands in the log if it was decided in earnest too, maybe late: the hours that an alert has waited are counted from there.
   * What never was is taken as decided at once.
   */
  async #positionOf({ stream, expectedRevision, events }: Append): Promise<number> {
    const last = events.at(-1);
    const cause = Number(last?.metadata['causePosition'] ?? 0);
    if (parseStream(stream).kind !== 'alert') return cause;
    const [recorded] = await this.#recorded.readStream(stream, { from: expectedRevision + events.length, limit: 1 });
    return recorded?.id === last?.id ? (recorded?.position ?? cause) : cause;
  }
}
