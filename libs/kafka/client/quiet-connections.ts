import { createRequire } from 'node:module';

/** The part of the driver that is mended; it has no types of its own. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

/**
 * The driver looks for waiting requests once a millisecond on connections that wait for none, which costs 28 ms of a core a second
 * and a warning of Node 24 about a negative time-out. It is left to look where something waits.
 */
export function quietConnections(): void {
  const load = createRequire(import.meta.url);
  const { prototype } = load('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue };
  const look = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > performance.timeOrigin + performance.now()) look.call(this);
  };
}
