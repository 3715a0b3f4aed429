import { startAlerting } from '../../apps/alerting/index.js';
import { withCopyOf } from './bench-stores.js';
import { appendTransitions, studentKeys, TODAY } from './quiet-district.js';

/** Raised, routed and told of. */
const EVENTS_OF_AN_ALERT = 3;

/** Alerting at work in a copy of a district on students who turn off track now. @returns transitions a second, from the log into the log. */
export function decidedTransitions(district: string, count: number): Promise<number> {
  return withCopyOf(district, async (stores) => {
    const alerting = await startAlerting(stores, { once: true });
    await appendTransitions(stores.store, studentKeys('new', count), { status: 'off-track', date: TODAY });
    const before = await stores.log.head();
    globalThis.gc?.();
    const begin = performance.now();
    await alerting.run();
    const seconds = (performance.now() - begin) / 1_000;
    const appended = (await stores.log.head()) - before;
    if (appended !== count * EVENTS_OF_AN_ALERT)
      throw new Error(`${count} transitions were to come to three events each, not to ${appended}.`);
    return count / seconds;
  });
}
