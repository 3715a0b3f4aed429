import { deadLetterOf, isTraceparent, parseMessage, plainHeaders, type Judged, type Message, type Refusal } from '#libs/contracts';
import type { IntakeItem } from '../intake/intake-item.js';

/** A request as it came. */
export interface EventRequest {
  readonly id: string;
  readonly headers: Message['headers'];
  readonly body: Uint8Array;
}

export interface EventsOfRequest {
  readonly items: readonly IntakeItem[];
  /** Set where the body as a whole was refused, so that there is nothing to count. */
  readonly refusal: Refusal | null;
}

/** The events of a request in whichever content mode it has, each judged alone. */
export function readEvents({ id, headers, body }: EventRequest, receivedAt: string): EventsOfRequest {
  const plain = structuredByDefault(plainHeaders(headers));
  const judged = parseMessage({ binding: 'http', headers: plain, body });
  const refusal = refusalOfWhole(judged, body);
  if (refusal !== null && !isRecord(refusal, plain)) return { items: [], refusal };
  const attributes = eventHeaders(plain);
  const inherited = traceOf(plain);
  const items = judged.map(({ result, original }): IntakeItem => {
    if (result.ok) return { record: { ...inherited, ...result.record } };
    return {
      deadLetter: deadLetterOf({ refusal: result.refusal, origin: { kind: 'http', request: id }, original, receivedAt, ...attributes }),
    };
  });
  return { items, refusal };
}

/** JSON without attributes in its headers is one event with all of them in its body. */
function structuredByDefault(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
  return isJson && headers['ce-specversion'] === undefined ? { ...headers, 'content-type': 'application/cloudevents+json' } : headers;
}

function refusalOfWhole(judged: readonly Judged[], body: Uint8Array): Refusal | null {
  const [first] = judged;
  const isWhole = judged.length === 1 && first !== undefined && first.original.length === body.length;
  return isWhole && !first.result.ok ? first.result.refusal : null;
}

/** A single event that is refused is a dead letter; a body that is no batch, or nothing known, is only answered. */
function isRecord({ reason }: Refusal, headers: Readonly<Record<string, string>>): boolean {
  return (
    reason !== 'unsupported-content-type' && !(headers['content-type'] ?? '').toLowerCase().startsWith('application/cloudevents-batch')
  );
}

/** A record that names no trace of its own is part of the request's (W3C Trace Context). */
function traceOf({ traceparent }: Readonly<Record<string, string>>): { traceparent?: string } {
  return traceparent !== undefined && isTraceparent(traceparent) ? { traceparent } : {};
}

/** Only what belongs to the event: other headers may hold secrets. */
function eventHeaders(headers: Readonly<Record<string, string>>): { headers?: Record<string, string> } {
  if (headers['ce-specversion'] === undefined) return {};
  return { headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('ce-'))) };
}
