import { recordKey, STATUS_TOPIC, statusEventOf } from '#libs/contracts';
import type { Directory } from '#libs/directory';
import { parseStream, type StatusChanged } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { NewKafkaRecord } from '#libs/kafka';
import { takes } from '../who-takes-what.js';

const HEADERS = { 'content-type': 'application/cloudevents+json' };

/** The messages that tell of changes of status, in their order. Of whoever was erased meanwhile nothing is told. */
export async function statusRecords(events: readonly RecordedEvent[], directory: Pick<Directory, 'people'>): Promise<NewKafkaRecord[]> {
  const changes = events.flatMap((event) => {
    const stream = parseStream(event.stream);
    return stream.kind === 'status' && takes('outgoing', event.type) ? [{ event, stream }] : [];
  });
  if (changes.length === 0) return [];
  const people = await directory.people([...new Set(changes.map(({ stream }) => stream.key))]);
  return changes.flatMap(({ event: { id, recordedAt, metadata, data }, stream: { district, key, year } }) => {
    const studentId = people.get(key)?.id;
    if (studentId === undefined) return [];
    const told = statusEventOf({
      id,
      district,
      studentId,
      schoolYear: year,
      recordedAt,
      traceparent: metadata.traceparent,
      change: data as StatusChanged,
    });
    return [{ topic: STATUS_TOPIC, key: recordKey(district, studentId), value: JSON.stringify(told), headers: HEADERS }];
  });
}
