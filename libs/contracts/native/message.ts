import { judgeBatch } from './batch.js';
import { judgeBinary } from './binary-mode.js';
import { parseCloudEvent } from './parse-event.js';
import { refused, shown, type Judged, type ParseContext, type ParseResult } from './refusal.js';

export type HeaderValue = string | Uint8Array | readonly (string | Uint8Array)[] | undefined;

/** A message as it came over HTTP or Kafka; a Kafka tombstone has the body null. */
export interface Message {
  readonly binding: 'http' | 'kafka';
  readonly headers: Readonly<Record<string, HeaderValue>>;
  readonly body: Uint8Array | null;
}

/** The events of a message in whichever content mode its headers say: structured, batch or binary. Never throws. */
export function parseMessage(message: Message, context: ParseContext = {}): readonly Judged[] {
  const headers = plainHeaders(message.headers);
  const contentType = headers['content-type'];
  const body = message.body;
  if (body === null) return [{ result: parseCloudEvent(null, context), original: new Uint8Array() }];
  switch (mediaType(contentType)) {
    case 'application/cloudevents+json':
      return [{ result: parseCloudEvent(body, context), original: body }];
    case 'application/cloudevents-batch+json':
      return judgeBatch(body, context);
    default:
      if (headers[message.binding === 'kafka' ? 'ce_specversion' : 'ce-specversion'] === undefined) {
        return [{ result: unsupported(contentType), original: body }];
      }
      return [{ result: judgeBinary(message.binding, headers, body, context), original: body }];
  }
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

function unsupported(contentType: string | undefined): ParseResult {
  const found = contentType === undefined ? 'no content-type' : `content-type ${shown(contentType)}`;
  return refused({
    reason: 'unsupported-content-type',
    message: `The message has ${found} and no ce headers: send application/cloudevents+json, application/cloudevents-batch+json or binary mode.`,
  });
}
