import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { describeChannel, HookServer } from '#libs/testing';
import { Channel, flawOf, refused, retry, type Delivery, type DeliverOptions, type OutgoingMessage } from './index.js';

/** Text messages through a gateway that takes each idempotency key once. */
class TextMessageChannel extends Channel {
  override readonly name = 'text-message';
  readonly #gateway: string;
  readonly #timeoutMs: number;

  constructor(gateway: string, timeoutMs: number) {
    super();
    this.#gateway = gateway;
    this.#timeoutMs = timeoutMs;
  }

  override async deliver(message: OutgoingMessage, { signal }: DeliverOptions): Promise<Delivery> {
    const flaw = flawOf(message);
    if (flaw !== null) return { outcome: 'refused', reason: flaw };
    const { address: to, locale } = message.recipient;
    if (!/^\+\d{7,15}$/.test(to)) return refused('bad-address');
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(this.#gateway, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': message.messageId },
        body: JSON.stringify({ to, text: [sentences[locale], ...message.links.slice(0, 1).map(({ url }) => url)].join(' ') }),
        signal: AbortSignal.any([signal, deadline]),
      });
      await response.body?.cancel();
      if (response.ok) return { outcome: 'delivered' };
      const status = `status ${response.status}`;
      return response.status === 429 || response.status >= 500 ? retry('busy', status) : refused('rejected', status);
    } catch {
      if (signal.aborted) return retry('stopped');
      return retry(deadline.aborted ? 'timed-out' : 'unreachable');
    }
  }
}

const sentences = { en: 'Something waits for you in Homeroom.', es: 'Hay algo para usted en Homeroom.' };

describeChannel('by text message, the example of docs/channels.md', async (timeoutMs) => {
  const gateway = new HookServer();
  const { url } = await gateway.start();
  return {
    channel: new TextMessageChannel(url, timeoutMs),
    recipient: { address: '+15550100123', locale: 'es' },
    received: async () => gateway.received.map(({ headers }) => String(headers['idempotency-key'])),
    fail: () => gateway.answer((response) => void response.writeHead(400).end()),
    stall: () => gateway.answer(() => undefined),
    close: () => gateway.close(),
  };
});

describe('docs/channels.md', () => {
  it('shows the example as it is tested here', () => {
    const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
    const example = /```ts\n(.*?)```/s.exec(read('../../docs/channels.md'))?.[1] ?? '';
    expect(example).toContain('class TextMessageChannel');
    expect(read('./text-message-channel.spec.ts')).toContain(example);
  });
});
