import { standingAt } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';

/** The events of a stream that stand as known at an instant, none of them flagged. @param knownAt null for what stands now. */
export function standingEvents(events: readonly RecordedEvent[], knownAt: string | null): RecordedEvent[] {
  return standingAt(events, knownAt).map((event) => ({ ...copyOf(event), superseded: false }));
}

function copyOf(event: RecordedEvent): RecordedEvent {
  const { id, type, stream, revision, position, recordedAt, superseded, data, metadata } = event;
  return { id, type, stream, revision, position, recordedAt, superseded, data, metadata };
}
