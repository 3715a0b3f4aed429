import type { Decider } from './decider.js';
import { ConcurrencyError } from './event-sourcing.errors.js';
import { type EventStore, type NewEvent, NO_STREAM, type RecordedEvent } from './event-store.port.js';
import type { FailPoint } from './fail-point.js';

/** A state and the revision of the last event folded into it; `NO_STREAM` before the first. */
export interface Snapshot<State> {
  readonly state: State;
  readonly revision: number;
}

export interface Execution<State, Command, Event> {
  readonly store: EventStore;
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  readonly command: Command;
  /** null for a stored type that the decider does not know: it is left out of its state. */
  readonly decode: (event: RecordedEvent) => Event | null;
  /** `revision` is the place that the event will have in its stream. */
  readonly encode: (event: Event, revision: number) => NewEvent;
  /** State known from before: only what was appended since is read, and nothing at all where nobody else has appended. */
  readonly known?: Snapshot<State>;
  /** Most appends tried; default 5. */
  readonly attempts?: number;
  /** Called as `before-append` and `after-append`. */
  readonly failPoint?: FailPoint;
}

/** What came of a command: the events that were appended (none when nothing was to be done), and the state after them. */
export interface Executed<State, Event> extends Snapshot<State> {
  readonly events: readonly Event[];
  /** Position of the last event appended; null when none was. */
  readonly position: number | null;
}

/**
 * Reads a stream, decides and appends at the exact revision; where somebody else was faster, reads on and decides again.
 *
 * @throws ConcurrencyError after the last attempt; whatever `decide` throws, before anything is appended.
 */
export async function execute<State, Command, Event>(execution: Execution<State, Command, Event>): Promise<Executed<State, Event>> {
  const { store, stream, decider, command, encode, attempts = 5, failPoint } = execution;
  let current = execution.known ?? (await readOn(execution, { state: decider.initialState(), revision: NO_STREAM }));
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { state, revision } = current;
    const events = decider.decide(state, command);
    if (events.length === 0) return { state, revision, events, position: null };
    const append = { stream, expectedRevision: revision, events: events.map((event, i) => encode(event, revision + 1 + i)) };
    await failPoint?.('before-append');
    const result = await store.append(append);
    await failPoint?.('after-append');
    if (result.outcome === 'appended') {
      return { state: events.reduce(decider.evolve, state), revision: result.revision, events, position: result.position };
    }
    current = await readOn(execution, current);
  }
  throw new ConcurrencyError(stream, attempts);
}

const PAGE = 1_000;

/** Folds what stands in the stream after a snapshot. */
async function readOn<State, Command, Event>(
  { store, stream, decider, decode }: Execution<State, Command, Event>,
  { state, revision }: Snapshot<State>,
): Promise<Snapshot<State>> {
  for (;;) {
    const page = await store.readStream(stream, { from: revision + 1, limit: PAGE });
    for (const recorded of page) {
      const event = decode(recorded);
      if (event !== null) state = decider.evolve(state, event);
      revision = recorded.revision;
    }
    if (page.length < PAGE) return { state, revision };
  }
}
