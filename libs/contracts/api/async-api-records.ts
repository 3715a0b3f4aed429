import type { RecordName } from '#libs/domain';
import { eventSchemas } from '../native/event-schemas.js';
import { eventType } from '../native/event-type.js';
import { recordSchemas, subjectField } from '../native/record-schemas.js';
import { eventExample } from './examples.js';
import { draft7, keyed, structuredHeaders, type AsyncApiMessage } from './async-api-messages.js';

/** Each kind of record in both content modes. */
export function sisMessages(names: readonly RecordName[]): Record<string, AsyncApiMessage> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [camelCase(name), structured(name)],
      [`${camelCase(name)}Binary`, binary(name)],
    ]),
  );
}

/** Data of every kind of record, and the events that carry it. */
export function sisSchemas(): Record<string, object> {
  return Object.fromEntries(
    [...eventSchemas.values()].flatMap(({ name, schema }) => {
      const event = draft7(schema, 'input');
      return [
        [`${name}.data`, draft7(recordSchemas[name], 'input')],
        [`${name}.event`, { ...event, properties: { ...event.properties, data: dataOf(name) } }],
      ];
    }),
  );
}

function structured(name: RecordName): AsyncApiMessage {
  const example = eventExample(name);
  return {
    name: eventType(name),
    title: `${name}, structured`,
    contentType: 'application/cloudevents+json',
    headers: structuredHeaders,
    payload: { $ref: `#/components/schemas/${name}.event` },
    bindings: keyOf(name),
    ...(example !== null && { examples: [{ payload: example }] }),
  };
}

function binary(name: RecordName): AsyncApiMessage {
  const example = eventExample(name);
  return {
    name: eventType(name),
    title: `${name}, binary`,
    contentType: 'application/json',
    headers: binaryHeaders(name),
    payload: dataOf(name),
    bindings: keyOf(name),
    ...(example !== null && { examples: [{ headers: headersOf(example), payload: example['data'] as object }] }),
  };
}

/** The attributes of the envelope as headers: each is text there. */
function binaryHeaders(name: RecordName): object {
  const schema = eventSchemas.get(eventType(name))?.schema;
  if (schema === undefined) throw new Error(`No schema of ${name}.`);
  const { properties = {}, required = [] } = draft7(schema, 'input');
  const attributes = Object.entries(properties).filter(([attribute]) => attribute !== 'data' && attribute !== 'datacontenttype');
  return {
    type: 'object',
    required: [...required.filter((attribute) => attribute !== 'data').map((attribute) => `ce_${attribute}`), 'content-type'],
    properties: {
      'content-type': { type: 'string', const: 'application/json' },
      ...Object.fromEntries(attributes.map(([attribute, rule]) => [`ce_${attribute}`, isText(rule) ? rule : { type: 'string' }])),
    },
  };
}

function headersOf({ data: _, datacontenttype, ...attributes }: Readonly<Record<string, unknown>>): object {
  return {
    'content-type': datacontenttype,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce_${name}`, value])),
  };
}

function isText(rule: unknown): boolean {
  return Object(rule).type === 'string';
}

function dataOf(name: RecordName): object {
  return { $ref: `#/components/schemas/${name}.data` };
}

function keyOf(name: RecordName): object {
  return keyed(`{districtId}/{${subjectField(name)}}`);
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
