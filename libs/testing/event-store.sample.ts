import { randomUUID } from 'node:crypto';
import type { Append, EventLog, LogBatch, NewEvent, ReadLogOptions, RecordedEvent } from '#libs/event-sourcing';

export const STREAM = 'student-ab.test.0001.2026';

/** An event that tells itself from others by its number. */
export function numbered(n: number, parts: Partial<NewEvent> = {}): NewEvent {
  return { id: randomUUID(), type: 'attendance-recorded.v1', data: { n }, metadata: { knownAt: '2026-01-05T08:00:00Z' }, ...parts };
}

/** `count` events, numbered from `first`. */
export function several(count: number, first = 0): readonly NewEvent[] {
  return Array.from({ length: count }, (_, i) => numbered(first + i));
}

export function appendTo(stream: string, expectedRevision: number, events: readonly NewEvent[]): Append {
  return { stream, expectedRevision, events };
}

export function numbersOf(events: readonly RecordedEvent[]): readonly number[] {
  return events.map((event) => (event.data as { n: number }).n);
}

/** All batches of a read that ends by itself. */
export async function batchesOf(log: EventLog, options?: ReadLogOptions): Promise<readonly LogBatch[]> {
  const batches: LogBatch[] = [];
  for await (const batch of log.read(options)) batches.push(batch);
  return batches;
}

/** All events of a read that ends by itself. */
export async function eventsOf(log: EventLog, options?: ReadLogOptions): Promise<readonly RecordedEvent[]> {
  return (await batchesOf(log, options)).flatMap((batch) => batch.events);
}
