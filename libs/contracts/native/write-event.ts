import type { SisRecord } from '#libs/domain';
import { eventType } from './event-type.js';

/** A record as the JSON object of a CloudEvent in structured mode; what `parseCloudEvent` reads back as the same record. */
export function cloudEventOf(record: SisRecord & { readonly id: string }): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: record.id,
    source: record.source,
    type: eventType(record.name),
    subject: record.subject,
    time: record.time,
    datacontenttype: 'application/json',
    partitionkey: `${record.district}/${record.subject}`,
    ...(record.sequence !== undefined && { sequence: record.sequence }),
    ...(record.traceparent !== undefined && { traceparent: record.traceparent }),
    data: record.data,
  };
}
