import { setTimeout as delay } from 'node:timers/promises';

/** Records a second that come in. */
export const PACE = 500;
const TICK_MS = 5;

/**
 * Hands items over at a steady pace, whatever the receiver takes: what was due while it was busy has waited since then.
 * @param take given the items that are due and when each was, by `performance.now()`.
 */
export async function atPace<T>(items: readonly T[], take: (items: readonly T[], due: readonly number[]) => Promise<void>): Promise<void> {
  const begin = performance.now();
  const dueAt = (index: number): number => begin + (index * 1_000) / PACE;
  const taking: Promise<void>[] = [];
  for (let next = 0; next < items.length;) {
    await delay(TICK_MS);
    const from = next;
    while (next < items.length && dueAt(next) <= performance.now()) next += 1;
    const due = Array.from({ length: next - from }, (_, index) => dueAt(from + index));
    if (due.length > 0) taking.push(take(items.slice(from, next), due));
  }
  await Promise.all(taking);
}
