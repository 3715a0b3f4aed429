/** A JSON Schema while it is made of a zod schema. */
export interface Rendered {
  readonly jsonSchema: { additionalProperties?: unknown; format?: string; pattern?: string; minimum?: number; maximum?: number };
  readonly io: 'input' | 'output';
}

/**
 * Leaves out of a schema what tells a reader nothing: how a format is checked, and what no JSON number exceeds. What is written is open:
 * the code makes exactly the fields that it declares, but who reads them must bear that there will be more.
 */
export function plainSchema({ jsonSchema, io }: Rendered): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format === 'date' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
