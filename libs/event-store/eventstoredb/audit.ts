import { isUuid, type EventLog, type RecordedEvent } from '#libs/event-sourcing';
import type { Damage } from '../opened-event-store.js';
import { isObject } from './server-event.js';

/**
 * What can be told from outside: that each stream is whole from its first event on, and that everything is readable.
 *
 * Whether bytes have changed on a disk only the server can tell, which keeps a hash of each of its chunks and checks them itself.
 */
export async function* auditServerLog(log: EventLog, signal?: AbortSignal): AsyncGenerator<Damage, void, undefined> {
  const next = new Map<string, number>();
  for await (const { events } of log.read()) {
    signal?.throwIfAborted();
    for (const event of events) {
      yield* damageOf(event);
      const expected = next.get(event.stream) ?? 0;
      next.set(event.stream, event.revision + 1);
      if (event.revision === expected) continue;
      const what = `${event.stream} goes on with revision ${event.revision} where ${expected} was to come: events were removed or truncated.`;
      yield { position: event.position, stream: event.stream, what };
    }
  }
}

function* damageOf({ id, type, stream, revision, position, data }: RecordedEvent): Iterable<Damage> {
  const which = `The event at position ${position} (${type}, ${stream} revision ${revision})`;
  if (!isObject(data)) yield { position, stream, what: `${which} holds no JSON object.` };
  if (!isUuid(id)) yield { position, stream, what: `${which} has an id that is no UUID: ${id}.` };
}
