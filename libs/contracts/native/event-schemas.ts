import type { RecordName } from '#libs/domain';
import { z } from 'zod';
import { eventType } from './event-type.js';
import { identifier } from './fields.js';
import { recordNames, recordSchemas } from './record-schemas.js';

const JSON_MEDIA_TYPE = /^application\/json[ \t]*(;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

/** CloudEvents says that an attribute which is null is one that is not set. */
const unsettable = <Schema extends z.ZodType>(schema: Schema): z.ZodOptional<z.ZodNullable<Schema>> => schema.nullish();

const envelope = {
  specversion: z.literal('1.0'),
  id: identifier,
  source: z.string().regex(/^\/districts\/[^/]{1,2400}\/[^/]{1,600}$/),
  subject: identifier,
  time: z.string().max(64).meta({ format: 'date-time' }),
  datacontenttype: unsettable(z.string().regex(JSON_MEDIA_TYPE)),
  partitionkey: unsettable(z.string()),
  sequence: unsettable(z.union([z.string().min(1).max(200), z.int().min(0)])),
  traceparent: unsettable(z.string()),
};

function eventSchema(name: RecordName) {
  return z.looseObject({ ...envelope, type: z.literal(eventType(name)), data: recordSchemas[name] });
}

export interface EventSchema {
  readonly name: RecordName;
  readonly schema: ReturnType<typeof eventSchema>;
}

/** Envelope and data of every type, checked in one pass. */
export const eventSchemas: ReadonlyMap<unknown, EventSchema> = new Map(
  recordNames.map((name) => [eventType(name), { name, schema: eventSchema(name) }]),
);
