import type { Append } from '#libs/event-sourcing';
import { startAlerting } from '../../apps/alerting/index.js';
import { withCopyOf } from './bench-stores.js';
import { appendTransitions, studentKeys, TODAY } from './quiet-district.js';

/** Appends that alerting makes at once: as many events as a store takes. */
const AT_ONCE = 1_500;

/** What alerting comes to on students who turn off track, appended as it is: ready events, nothing decided. @returns transitions a second. */
export async function bareAppend(district: string, count: number): Promise<number> {
  const appends = await withCopyOf(district, async (stores) => {
    await appendTransitions(stores.store, studentKeys('new', count), { status: 'off-track', date: TODAY });
    const before = await stores.log.head();
    await (await startAlerting(stores, { once: true })).run();
    const made = new Map<string, Append>();
    for await (const { events } of stores.log.read({ after: before })) {
      for (const { stream, revision, id, type, data, metadata } of events) {
        const append = made.get(stream) ?? { stream, expectedRevision: revision - 1, events: [] };
        made.set(stream, { ...append, events: [...append.events, { id, type, data: data as object, metadata }] });
      }
    }
    return [...made.values()];
  });
  return withCopyOf(district, async ({ store }) => {
    globalThis.gc?.();
    const begin = performance.now();
    for (let from = 0; from < appends.length; from += AT_ONCE) await store.appendMany(appends.slice(from, from + AT_ONCE));
    return count / ((performance.now() - begin) / 1_000);
  });
}
