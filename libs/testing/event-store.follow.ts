import type { EventLog, LogBatch, ReadLogOptions, RecordedEvent } from '#libs/event-sourcing';

/** Steps through a live read by hand; `stop` aborts it and answers whether that ended it. */
export function follow(log: EventLog, options: ReadLogOptions = {}) {
  const abort = new AbortController();
  const batches = log.read({ ...options, live: true, signal: abort.signal })[Symbol.asyncIterator]();
  const next = async (): Promise<LogBatch> => {
    const { value, done } = await batches.next();
    if (done) throw new Error('The live read has ended.');
    return value;
  };
  /** The events up to the next batch that is caught up. */
  const untilCaughtUp = async (): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for (;;) {
      const batch = await next();
      events.push(...batch.events);
      if (batch.caughtUp) return events;
    }
  };
  const stop = async (): Promise<boolean> => {
    abort.abort();
    return (await batches.next()).done === true;
  };
  return { next, untilCaughtUp, stop };
}
