import type { Append, AppendResult, EventStore } from './event-store.port.js';

/** Half of what a store takes in one call, so that the last append of a call still finds room. */
const EVENTS_A_CALL = 5_000;

/**
 * Any number of appends, a few thousand events a call, each answered for itself in the order given. A crash on the way leaves some of
 * them done: for writers whose events have fixed ids, who decide the same again.
 */
export async function appendAll(store: Pick<EventStore, 'appendMany'>, appends: readonly Append[]): Promise<readonly AppendResult[]> {
  const results: AppendResult[] = [];
  for (const call of inCalls(appends)) results.push(...(await store.appendMany(call)));
  return results;
}

/** What is to be appended in pieces that a store takes in one call; one item is never cut. */
export function* inCalls<T extends { readonly events: readonly unknown[] }>(items: Iterable<T>): Generator<readonly T[]> {
  let call: T[] = [];
  let events = 0;
  for (const item of items) {
    if (call.length > 0 && events + item.events.length > EVENTS_A_CALL) {
      yield call;
      call = [];
      events = 0;
    }
    call.push(item);
    events += item.events.length;
  }
  if (call.length > 0) yield call;
}
