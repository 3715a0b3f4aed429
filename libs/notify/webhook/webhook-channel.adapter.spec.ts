import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LookupFunction } from 'node:net';
import { noticeBodySchema } from '#libs/contracts';
import { FixedClock } from '#libs/event-sourcing';
import { describeChannel, HookServer, outgoingMessage } from '#libs/testing';
import type { Delivery } from '../delivery.js';
import { WebhookChannel, type WebhookOptions } from './webhook-channel.adapter.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const clock = new FixedClock('2026-01-31T12:00:00Z');
const recipient = { address: 'endpoint-1', locale: 'en' } as const;

let server: HookServer;
let port: number;
let url: string;

async function startServer(): Promise<void> {
  server = new HookServer();
  ({ port, url } = await server.start());
}

function channel(changes: Partial<WebhookOptions> & { readonly url?: string } = {}): WebhookChannel {
  const target = { url: changes.url ?? url, secrets: [SECRET] };
  return new WebhookChannel({ clock, allowPrivate: true, endpointOf: async (id) => (id === 'endpoint-1' ? target : null), ...changes });
}

function deliver(to = channel(), changes: Partial<ReturnType<typeof outgoingMessage>> = {}): Promise<Delivery> {
  return to.deliver(outgoingMessage({ recipient, ...changes }), { signal: new AbortController().signal });
}

describeChannel('webhook', async (timeoutMs) => {
  await startServer();
  return {
    channel: channel({ timeoutMs }),
    recipient,
    received: async () => server.received.map(({ headers }) => String(headers['webhook-id'])),
    fail: () => server.answer((response) => void response.writeHead(400).end('endpoint-1 is no good')),
    stall: () => server.answer(() => undefined),
    close: () => server.close(),
  };
});

describe('a webhook', () => {
  beforeEach(startServer);
  afterEach(() => server.close());

  it('is posted what waits and where it is read, and neither recipient nor anything else', async () => {
    expect(await deliver(channel(), { kind: 'digest', counts: { alert: 3 } })).toEqual({ outcome: 'delivered', reference: 'status 204' });
    const [post] = server.received;
    expect(post).toMatchObject({
      method: 'POST',
      path: '/hook',
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'notice-1',
        'webhook-timestamp': '1769860800',
        'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
      },
    });
    const body = noticeBodySchema.parse(JSON.parse(post?.body ?? ''));
    expect(body).toEqual({
      type: 'homeroom.notice.v1',
      data: {
        messageId: 'notice-1',
        kind: 'digest',
        severity: 'warning',
        links: [{ to: 'alert', url: 'https://homeroom.example/alerts/a1' }],
        counts: { alert: 3 },
      },
    });
  });

  it.each([
    [200, { outcome: 'delivered' }],
    [301, { outcome: 'retry', reason: { code: 'redirected' } }],
    [400, { outcome: 'refused', reason: { code: 'rejected' } }],
    [404, { outcome: 'refused', reason: { code: 'rejected' } }],
    [408, { outcome: 'retry', reason: { code: 'busy' } }],
    [410, { outcome: 'refused', reason: { code: 'gone' }, disables: true }],
    [429, { outcome: 'retry', reason: { code: 'busy' }, afterMs: 7_000 }],
    [500, { outcome: 'retry', reason: { code: 'busy' } }],
    [503, { outcome: 'retry', reason: { code: 'busy' }, afterMs: 7_000 }],
  ])('that answers %d comes to %j', async (status, expected) => {
    server.answer((response) => void response.writeHead(status, { 'retry-after': '7', location: url }).end('x'));
    expect(await deliver()).toMatchObject(expected);
    expect(server.received).toHaveLength(1);
  });

  it('is not followed to where it sends elsewhere', async () => {
    const elsewhere = new HookServer();
    const { url: location } = await elsewhere.start();
    server.answer((response) => void response.writeHead(307, { location }).end());
    expect((await deliver()).outcome).toBe('retry');
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it('that closes the connection is tried again', async () => {
    server.answer((response) => void response.destroy());
    expect(await deliver()).toMatchObject({ outcome: 'retry', reason: { code: 'unreachable' } });
  });

  it('that answers without an end is read no further than its status', async () => {
    let written = 0;
    const closed = new Promise<void>((resolve) => {
      server.answer((response) => {
        response.on('close', resolve).writeHead(200);
        const chunk = Buffer.alloc(64 * 1024);
        const write = (): void => {
          if (response.destroyed) return;
          written += chunk.length;
          response.write(chunk, write);
        };
        write();
      });
    });
    expect((await deliver()).outcome).toBe('delivered');
    await closed;
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it('that nobody knows, or that is switched off, is posted nothing', async () => {
    expect(await deliver(channel({ endpointOf: async () => null }))).toMatchObject({ outcome: 'refused', reason: { code: 'no-endpoint' } });
    expect(server.received).toEqual([]);
  });

  it('that cannot be looked up now is tried again, and one without a secret is refused', async () => {
    const away = channel({ endpointOf: () => Promise.reject(new Error('endpoint-1 is locked')) });
    const delivery = await deliver(away);
    expect(delivery).toMatchObject({ outcome: 'retry', reason: { code: 'unreachable' } });
    expect(JSON.stringify(delivery)).not.toContain('endpoint-1');
    for (const secrets of [[], ['whsec_c2hvcnQ=']]) {
      const unsigned = channel({ endpointOf: async () => ({ url, secrets }) });
      expect(await deliver(unsigned)).toMatchObject({ outcome: 'refused', reason: { code: 'bad-message' } });
    }
    expect(server.received).toEqual([]);
  });

  it.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'nonsense', 'https://user:secret@hooks.example/'])(
    'is refused at %s',
    async (bad) => {
      const delivery = await deliver(channel({ url: bad }));
      expect(delivery).toMatchObject({ outcome: 'refused', reason: { code: 'bad-address' } });
      expect(JSON.stringify(delivery)).not.toContain(bad);
    },
  );

  it('is refused where it would be posted in the clear', async () => {
    expect(await deliver(channel({ allowPrivate: false }))).toMatchObject({ outcome: 'refused', reason: { code: 'bad-address' } });
    expect(server.received).toEqual([]);
  });
});

/** Names as an attacker's own name server would answer them. */
const lookup: LookupFunction = (host, { all }, done) => {
  const addresses = (host === 'mixed.example' ? ['93.184.215.14', '127.0.0.1'] : ['127.0.0.1']).map((address) => ({ address, family: 4 }));
  if (all === true) done(null, addresses);
  else done(null, '127.0.0.1', 4);
};

describe('a webhook that leads into the house', () => {
  beforeEach(startServer);
  afterEach(() => server.close());

  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00::1]',
    '[fe80::1]',
    '①②⑦.0.0.1',
    'localhost',
    'localtest.example',
    'mixed.example',
  ])('by the address %s is refused', async (host) => {
    const inside = channel({
      allowPrivate: false,
      url: `https://${host}:${port}/`,
      timeoutMs: 5_000,
      ...(host.endsWith('.example') && { lookup }),
    });
    expect(await deliver(inside)).toMatchObject({ outcome: 'refused', reason: { code: 'address-not-allowed' } });
    expect(server.received).toEqual([]);
  });

  it('is resolved once for a try, so that a name cannot change between the check and the connection', async () => {
    let asked = 0;
    const counting: LookupFunction = (host, options, done) => {
      asked++;
      lookup(host, options, done);
    };
    const outcome = await deliver(channel({ url: `http://rebinding.example:${port}/`, lookup: counting }));
    expect(outcome.outcome).toBe('delivered');
    expect(asked).toBe(1);
  });
});
