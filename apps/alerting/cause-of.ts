import type { RecordedEvent } from '#libs/event-sourcing';
import type { Cause } from './desk.js';

/** What new events are caused by, with the trace that it belongs to. */
export function causeOf({ id, position, metadata: { traceparent } }: RecordedEvent): Cause {
  return { id, position, ...(traceparent !== undefined && { traceparent }) };
}
