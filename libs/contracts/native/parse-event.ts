import { normalizeInstant, type SisRecord } from '#libs/domain';
import { bodyText, parsedJson } from './body-text.js';
import { eventSchemas, type EventSchema } from './event-schemas.js';
import { districtOf } from './event-source.js';
import { nearestType } from './event-type.js';
import { pathText, refusalOf } from './issue-refusal.js';
import { contentFault } from './json-content.js';
import { namedIn } from './named-people.js';
import { subjectField } from './record-schemas.js';
import { refused, shown, type ParseContext, type ParseResult, type Refusal } from './refusal.js';
import { isTraceparent } from './traceparent.js';

/** One event in structured mode: bytes in UTF-8 or text; null is a Kafka tombstone. Never throws. */
export function parseCloudEvent(body: Uint8Array | string | null, context: ParseContext = {}): ParseResult {
  const text = bodyText(body);
  if (typeof text !== 'string') return refused(text);
  const json = parsedJson(text);
  return 'value' in json ? judgeEvent(json.value, context) : refused(json);
}

/** One event as parsed JSON: attributes and `data` in one object. */
export function judgeEvent(event: unknown, context: ParseContext): ParseResult {
  const judged = judge(event, context);
  return 'reason' in judged ? refused({ ...judged, ...namedIn(event) }) : { ok: true, record: judged };
}

function judge(event: unknown, context: ParseContext): SisRecord | Refusal {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return { reason: 'schema-violation', message: `The event is ${shown(event)}: expected one JSON object.` };
  }
  const type = (event as { readonly type?: unknown }).type;
  const known = eventSchemas.get(type);
  return known === undefined ? unknownType(type) : judgeAs(known, event, context);
}

function unknownType(type: unknown): Refusal {
  const found = shown(type);
  if (typeof type !== 'string') {
    const message = `type is ${type === undefined ? 'missing' : found}: expected a text such as "homeroom.sis.attendance-recorded.v1".`;
    return { reason: 'schema-violation', path: 'type', found, message };
  }
  const nearest = nearestType(type);
  const advice = nearest === null ? 'see the list of event types' : `did you mean "${nearest}"?`;
  return { reason: 'unknown-type', path: 'type', found, message: `type ${found} is not known: ${advice}` };
}

function judgeAs({ name, schema }: EventSchema, received: object, context: ParseContext): SisRecord | Refusal {
  const parsed = schema.safeParse(received);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    if (issue === undefined) throw new Error('A schema refused an event without an issue.');
    return refusalOf(issue, received);
  }
  const event = parsed.data;
  // The schema copies what it checks; the content is kept as it was received.
  const data = (received as { readonly data: Readonly<Record<string, unknown>> }).data;
  const fault = contentFault(data, ['data']) ?? attributeFault(event);
  if (fault !== null)
    return {
      reason: 'schema-violation',
      path: pathText(fault.path),
      found: shown(fault.value),
      message: `${pathText(fault.path)} ${fault.problem}.`,
    };
  const field = subjectField(name);
  if (data[field] !== event.subject) return subjectMismatch(event.subject, field, data[field]);
  const district = districtOf(event.source);
  if (district === null) return badAttribute('source', event.source, 'expected a district id of 1 to 200 characters, percent-encoded');
  if (context.district !== undefined && district !== context.district) return otherDistrict(event.source, context.district);
  const time = normalizeInstant(event.time);
  if (time === null) return badAttribute('time', event.time, 'expected an RFC 3339 instant such as 2026-09-01T12:00:00Z');
  return { name, district, subject: event.subject, time, source: event.source, id: event.id, ownTime: true, data, ...extensions(event) };
}

type Extensions = { readonly sequence?: string | number | null | undefined; readonly traceparent?: string | null | undefined };

/** A broken traceparent is no reason to refuse a record: it is left behind. */
function extensions({ sequence, traceparent }: Extensions): Pick<SisRecord, 'sequence' | 'traceparent'> {
  return {
    ...(sequence !== undefined && sequence !== null && { sequence: String(sequence) }),
    ...(typeof traceparent === 'string' && isTraceparent(traceparent) && { traceparent }),
  };
}

function attributeFault(event: Extensions & { readonly id: string; readonly source: string }) {
  return contentFault(event.id, ['id']) ?? contentFault(event.source, ['source']) ?? contentFault(event.sequence, ['sequence']);
}

function badAttribute(path: string, value: unknown, advice: string): Refusal {
  const found = shown(value);
  return { reason: 'schema-violation', path, found, message: `${path} is ${found}: ${advice}.` };
}

function subjectMismatch(subject: string, field: string, id: unknown): Refusal {
  const message = `subject is ${shown(subject)} and data.${field} is ${shown(id)}: they must be the same id.`;
  return { reason: 'subject-mismatch', path: 'subject', found: shown(subject), message };
}

function otherDistrict(source: string, district: string): Refusal {
  const message = `source is ${shown(source)}: only events of district ${shown(district)} are taken here.`;
  return { reason: 'other-district', path: 'source', found: shown(source), message };
}
