import { judgeBatch } from './batch.js';
import { judgeBinary } from './binary-mode.js';
import { parseCloudEvent } from './parse-event.js';
import { refused, shown, type Judged, type ParseContext, type ParseResult } from './refusal.js';
import { isTraceparent } from './traceparent.js';

export type HeaderValue = string | Uint8Array | readonly (string | Uint8Array)[] | undefined;

/** A message as it came over HTTP or Kafka; a Kafka tombstone has the body null. */
export interface Message {
  readonly binding: 'http' | 'kafka';
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: Uint8Array | null;
}

/**
 * The events of a message in whichever content mode its headers say: structured, binary, or over HTTP a batch. Never throws.
 * On Kafka the trace goes on from the message's own `traceparent` header.
 */
export function parseMessage(message: Message, context: ParseContext = {}): readonly Judged[] {
  const headers = plainHeaders(message.headers);
  const { binding, body } = message;
  if (body === null) return [{ result: parseCloudEvent(null, context), original: new Uint8Array() }];
  if (binding === 'kafka') return [{ result: traced(judgeOne(binding, headers, body, context), headers['traceparent']), original: body }];
  if (mediaType(headers['content-type']) === 'application/cloudevents-batch+json') return judgeBatch(body, context);
  return [{ result: judgeOne(binding, headers, body, context), original: body }];
}

function judgeOne(
  binding: Message['binding'],
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  context: ParseContext,
): ParseResult {
  const contentType = headers['content-type'];
  if (mediaType(contentType) === 'application/cloudevents+json') return parseCloudEvent(body, context);
  if (headers[binding === 'kafka' ? 'ce_specversion' : 'ce-specversion'] === undefined) return unsupported(binding, contentType);
  return judgeBinary(binding, headers, body, context);
}

function traced(result: ParseResult, traceparent: string | undefined): ParseResult {
  if (!result.ok || traceparent === undefined || !isTraceparent(traceparent)) return result;
  return { ok: true, record: { ...result.record, traceparent } };
}

/** Header names in lower case with one text each; of a repeated header the last stands. */
export function plainHeaders(headers: Message['headers']): Readonly<Record<string, string>> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') plain[name.toLowerCase()] = last;
    else if (last instanceof Uint8Array) plain[name.toLowerCase()] = Buffer.from(last).toString('utf8');
  }
  return plain;
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1).join('').trim().toLowerCase();
}

function unsupported(binding: Message['binding'], contentType: string | undefined): ParseResult {
  const found = contentType === undefined ? 'no content-type' : `content-type ${shown(contentType)}`;
  const modes = binding === 'http' ? 'application/cloudevents+json, application/cloudevents-batch+json' : 'application/cloudevents+json';
  return refused({
    reason: 'unsupported-content-type',
    message: `The message has ${found} and no ce headers: send ${modes} or binary mode.`,
  });
}
