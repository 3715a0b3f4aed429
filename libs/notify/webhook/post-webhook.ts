import type { NoticeBody } from '#libs/contracts';
import type { Clock } from '#libs/event-sourcing';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { useAgent } from 'request-filtering-agent';
import type { Delivery } from '../delivery.js';
import { reasonOf, refused, retry } from '../delivery-reasons.js';
import { retryAfterMs } from './retry-after.js';
import { isWebhookSecret, signatures } from './signatures.js';
import { flawOfWebhookUrl } from './webhook-url.js';

export interface WebhookTarget {
  readonly url: string;
  /** `whsec_...`, the newest first. */
  readonly secrets: readonly string[];
}

export interface WebhookPosting {
  readonly clock: Clock;
  /** Lets private, loopback and link-local addresses be posted to, and http beside https; default false. */
  readonly allowPrivate?: boolean;
  /** For one try as a whole; default 20 s. */
  readonly timeoutMs?: number;
  /** How names are resolved; default: as the system does. */
  readonly lookup?: LookupFunction;
}

const TIMEOUT_MS = 20_000;
const GONE = 410;
/** Request Timeout, Too Early, Too Many Requests: about this moment and not about the message. */
const LATER: readonly number[] = [408, 425, 429];

/** Posts one signed message (Standard Webhooks) and says what came of it. Follows no redirect and reads no body of an answer. */
export async function postWebhook(
  target: WebhookTarget,
  { id, body }: { readonly id: string; readonly body: NoticeBody },
  { signal, ...posting }: WebhookPosting & { readonly signal: AbortSignal },
): Promise<Delivery> {
  const flaw = flawOfWebhookUrl(target.url, posting.allowPrivate ?? false);
  if (flaw !== null) return refused('bad-address', flaw);
  if (!target.secrets.some(isWebhookSecret)) return refused('bad-message', 'the endpoint has no secret to sign it with');
  if (signal.aborted) return retry('stopped');
  const deadline = AbortSignal.timeout(posting.timeoutMs ?? TIMEOUT_MS);
  const at = posting.clock.now();
  const text = JSON.stringify(body);
  try {
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      'user-agent': 'Homeroom',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signatures(target.secrets.filter(isWebhookSecret), { id, at, body: text }),
    };
    const answer = await exchange(target.url, { headers, text, posting, signal: AbortSignal.any([signal, deadline]) });
    return deliveryOf(answer, posting.clock.now());
  } catch (error) {
    if (signal.aborted) return retry('stopped');
    return deadline.aborted ? retry('timed-out') : failed(error);
  }
}

interface Exchange {
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly posting: WebhookPosting;
  readonly signal: AbortSignal;
}

type Answer = Pick<IncomingMessage, 'statusCode' | 'headers'>;

/** The agent checks the address that is connected to, after the name was resolved: a name that changes in between gains nothing. */
function exchange(url: string, { headers, text, posting, signal }: Exchange): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const allow = posting.allowPrivate ?? false;
  const agent = useAgent(url, { allowPrivateIPAddress: allow, allowMetaIPAddress: allow });
  const start = url.startsWith('https:') ? httpsRequest : httpRequest;
  const { lookup } = posting;
  const request = start(url, { method: 'POST', agent, headers, signal, ...(lookup !== undefined && { lookup }) });
  request.on('error', reject);
  request.on('response', (response) => {
    resolve(response);
    // The status is the whole answer; a body may be endless.
    response.on('error', () => undefined);
    response.destroy();
  });
  request.end(text);
  return promise;
}

function deliveryOf({ statusCode = 0, headers }: Answer, now: Date): Delivery {
  const status = `status ${statusCode}`;
  if (statusCode >= 200 && statusCode < 300) return { outcome: 'delivered', reference: status };
  if (statusCode >= 500 || LATER.includes(statusCode)) return retry('busy', status, retryAfterMs(headers['retry-after'], now));
  if (statusCode === GONE) return { outcome: 'refused', reason: reasonOf('gone', status), disables: true };
  if (statusCode < 400) return retry('redirected', status);
  return refused('rejected', status);
}

function failed(error: unknown): Delivery {
  const { message = '', code } = Object(error) as { readonly message?: string; readonly code?: string };
  // The agent gives its refusals no code.
  return / is not allowed\. Because/.test(message) ? refused('address-not-allowed') : retry('unreachable', code);
}
