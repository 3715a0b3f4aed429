import { z } from 'zod';
import { eventSchemas } from './event-schemas.js';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * JSON Schema (2020-12) of every event in structured mode, by type; made from the very schemas that validate.
 * It cannot say what holds between fields (dates in their school year, one target, subject and id agree): those rules are checked beside it.
 */
export function jsonSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries([...eventSchemas].map(([type, { schema }]) => [String(type), z.toJSONSchema(schema, { io: 'input' })]));
}
