import type { StatusChanged } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { Cause } from './desk.js';

/** What new events are caused by, with the trace that it belongs to and the time of the record that began it all. */
export function causeOf(event: RecordedEvent): Cause {
  const {
    id,
    position,
    metadata: { traceparent },
  } = event;
  return { id, position, originAt: originOf(event), ...(traceparent !== undefined && { traceparent }) };
}

/** A status follows from a record, and says when that was appended. */
function originOf({ type, data, recordedAt }: RecordedEvent): string {
  return type === 'on-track-status-changed.v1' ? ((data as StatusChanged).cause.recordedAt ?? recordedAt) : recordedAt;
}
