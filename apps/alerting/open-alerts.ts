import { alertDecider, type AlertCommand, type AlertEvent, type AlertState } from '#libs/domain';
import { ConcurrencyError, type Append, type EventStore } from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';

/** A command for one alert with the event that caused it, from which the new events' ids are made. */
export interface CausedCommand {
  readonly stream: string;
  readonly cause: string;
  readonly command: AlertCommand;
}

/** Namespace of the ids of alert events. */
const ALERT_EVENTS = '0d5f2b6e-1c1b-5c0e-8f8e-4a2b7a4f6c02';
const ATTEMPTS = 5;

interface OpenAlert {
  state: AlertState;
  readonly revision: number;
  readonly events: Append['events'][number][];
}

/**
 * Decides a batch of commands and appends what they come to, all alerts in one call.
 * The ids are made of the causes, so that a batch that is repeated after a crash writes nothing twice.
 */
export async function carryOut(store: EventStore, commands: readonly CausedCommand[]): Promise<void> {
  let left = commands;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === ATTEMPTS) throw new ConcurrencyError(left[0]?.stream ?? '', ATTEMPTS);
    const appends = await decideAll(store, left);
    const results = await store.appendMany(appends);
    const refused = new Set(appends.filter((_, index) => results[index]?.outcome !== 'appended').map(({ stream }) => stream));
    left = left.filter(({ stream }) => refused.has(stream));
  }
}

async function decideAll(store: EventStore, commands: readonly CausedCommand[]): Promise<Append[]> {
  const alerts = new Map<string, OpenAlert>();
  for (const { stream, cause, command } of commands) {
    const alert = alerts.get(stream) ?? (await load(store, stream));
    alerts.set(stream, alert);
    for (const event of alertDecider.decide(alert.state, command)) {
      alert.state = alertDecider.evolve(alert.state, event);
      const id = uuidV5(`${stream}/${cause}/${alert.revision + alert.events.length + 1}`, ALERT_EVENTS);
      alert.events.push({ id, type: event.type, data: event.data, metadata: { causation: cause } });
    }
  }
  return [...alerts].flatMap(([stream, { revision, events }]) =>
    events.length === 0 ? [] : [{ stream, expectedRevision: revision, events }],
  );
}

async function load(store: EventStore, stream: string): Promise<OpenAlert> {
  const events = await store.readStream(stream);
  const state = events.reduce(
    (folded, { type, data }) => alertDecider.evolve(folded, { type, data } as AlertEvent),
    alertDecider.initialState(),
  );
  return { state, revision: events.length - 1, events: [] };
}
