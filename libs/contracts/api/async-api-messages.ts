import { z } from 'zod';
import { deadLetterHeaders } from '../kafka/dead-letter-headers.js';
import { statusEvent } from '../outgoing/status-event.js';
import { eventExample } from './examples.js';
import { plainSchema } from './plain-schema.js';

/** As AsyncAPI 3 has it. */
export interface AsyncApiMessage {
  readonly name: string;
  readonly title: string;
  readonly summary?: string;
  readonly contentType: string;
  readonly headers: object;
  readonly payload: object;
  readonly bindings: object;
  readonly examples?: readonly { readonly headers?: object; readonly payload: object }[];
}

const STRUCTURED = 'application/cloudevents+json';

/** Headers of a message whose value is the whole CloudEvent. */
export const structuredHeaders = {
  type: 'object',
  required: ['content-type'],
  properties: { 'content-type': { type: 'string', const: STRUCTURED } },
};

/** The schema that AsyncAPI takes without saying which kind it is. */
export function draft7(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const override = ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => plainSchema({ jsonSchema, io });
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { target: 'draft-7', io, override });
  return plain;
}

export function keyed(description: string): object {
  return { kafka: { key: { type: 'string', description }, bindingVersion: '0.5.0' } };
}

/** A change of a student's status; `replay`: one that would have been under other rules. */
export function statusMessage(which: 'live' | 'replay'): AsyncApiMessage {
  const example = eventExample(which === 'live' ? 'status-changed' : 'status-replayed');
  const replayed = { replay: true, replayprofile: true, replayversion: true } as const;
  return {
    name: 'homeroom.on-track.status-changed.v1',
    title: which === 'live' ? 'A student’s status has changed' : 'A student’s status would have changed',
    summary: 'At least once; the same change has the same id. Whoever was erased is told of no more.',
    contentType: STRUCTURED,
    headers: structuredHeaders,
    payload: draft7(which === 'live' ? statusEvent.omit(replayed) : statusEvent.required(replayed), 'output'),
    bindings: keyed('{districtId}/{studentId}'),
    ...(example !== null && { examples: [{ payload: example }] }),
  };
}

/** A refused message as it came. */
export function deadLetterMessage(): AsyncApiMessage {
  return {
    name: 'dead-letter',
    title: 'A refused message',
    summary: 'Key, value and headers as they came, and in headers of its own why it was refused. It may come twice, with the same origin.',
    contentType: 'application/octet-stream',
    headers: { ...draft7(deadLetterHeaders, 'output'), additionalProperties: { type: 'string' } },
    payload: { description: 'The bytes that came' },
    bindings: keyed('As it came'),
  };
}
