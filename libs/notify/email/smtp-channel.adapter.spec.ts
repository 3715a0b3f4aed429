import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeChannel, MailServer, outgoingMessage, selfMade, type SmtpStep, type SmtpTrouble } from '#libs/testing';
import { SmtpChannel } from './smtp-channel.adapter.js';
import type { Delivery } from '../delivery.js';

const SENDER = { from: 'Homeroom <homeroom@school.example>', envelopeFrom: 'bounces@school.example' };

let server: MailServer;
let port: number;

async function startServer(options: ConstructorParameters<typeof MailServer>[0] = {}): Promise<void> {
  server = new MailServer(options);
  ({ port } = await server.start());
}

function channel(changes: Partial<ConstructorParameters<typeof SmtpChannel>[0]> = {}): SmtpChannel {
  return new SmtpChannel({ ...SENDER, url: `smtp://127.0.0.1:${port}`, ...changes });
}

function deliver(to = channel(), message = outgoingMessage()): Promise<Delivery> {
  return to.deliver(message, { signal: new AbortController().signal });
}

describeChannel('e-mail over SMTP', async (timeoutMs) => {
  await startServer();
  const { recipient } = outgoingMessage();
  return {
    channel: channel({ timeoutMs }),
    recipient,
    received: async () => server.received.map(({ mail }) => mail.messageId ?? ''),
    fail: () => server.set('rcpt-to', 550),
    stall: () => server.set('rcpt-to', 'silence'),
    close: () => server.close(),
  };
});

describe('e-mail over SMTP', () => {
  beforeEach(() => startServer());
  afterEach(() => server.close());

  it('goes to the recipient alone, and its bounces to where they are read', async () => {
    expect(await deliver()).toEqual({ outcome: 'delivered', reference: '<notice-1@school.example>' });
    const [received] = server.received;
    expect(received?.envelope).toEqual({ from: 'bounces@school.example', to: ['counselor@school.example'] });
    expect(received?.mail.from?.text).toBe('"Homeroom" <homeroom@school.example>');
    expect(received?.mail.messageId).toBe('<notice-1@school.example>');
  });

  it.each<[SmtpStep, SmtpTrouble, Delivery['outcome'], string]>([
    ['connect', 421, 'retry', 'busy'],
    ['connect', 554, 'retry', 'unreachable'],
    ['mail-from', 451, 'retry', 'busy'],
    ['mail-from', 550, 'retry', 'unreachable'],
    ['rcpt-to', 450, 'retry', 'busy'],
    ['rcpt-to', 550, 'refused', 'rejected'],
    ['data', 452, 'retry', 'busy'],
    ['data', 554, 'refused', 'rejected'],
    ['connect', 'silence', 'retry', 'timed-out'],
    ['data', 'silence', 'retry', 'timed-out'],
    ['connect', 'break', 'retry', 'unreachable'],
    ['rcpt-to', 'break', 'retry', 'unreachable'],
    ['data', 'break', 'retry', 'unreachable'],
  ])('where %s comes to %s is %s as %s', async (step, trouble, outcome, code) => {
    server.set(step, trouble);
    const delivery = await deliver(trouble === 'silence' ? channel({ timeoutMs: 200 }) : channel());
    expect(delivery).toMatchObject({ outcome, reason: { code } });
    if (typeof trouble === 'number') expect(JSON.stringify(delivery)).toContain(`SMTP answer ${trouble}`);
    expect(server.received).toEqual([]);
  });

  it('comes through on a later try where a server greylists', async () => {
    server.set('rcpt-to', 450);
    expect((await deliver()).outcome).toBe('retry');
    server.set('rcpt-to', null);
    expect((await deliver()).outcome).toBe('delivered');
    expect(server.received).toHaveLength(1);
  });

  it('is tried again later where nobody listens', async () => {
    const nobody = await freePort();
    expect(await deliver(channel({ url: `smtp://127.0.0.1:${nobody}` }))).toMatchObject({
      outcome: 'retry',
      reason: { code: 'unreachable' },
    });
  });

  it.each(['counselor', 'a@b@c', 'a b@school.example', 'a@school.example\r\nRCPT TO:<x@school.example>', `${'a'.repeat(250)}@b.example`])(
    'is refused for the address %j',
    async (address) => {
      const message = outgoingMessage({ recipient: { address, locale: 'en' } });
      expect(await deliver(channel(), message)).toMatchObject({ outcome: 'refused', reason: { code: 'bad-address' } });
    },
  );

  it('cannot be made to carry headers or recipients by a name', async () => {
    const recipient = {
      address: 'a@school.example',
      locale: 'en',
      displayName: 'A\r\nBcc: all@school.example\r\n\r\n<b@x.example>',
    } as const;
    expect((await deliver(channel(), outgoingMessage({ recipient }))).outcome).toBe('delivered');
    const [received] = server.received;
    expect(received?.envelope.to).toEqual(['a@school.example']);
    expect(received?.mail.bcc).toBeUndefined();
    expect(received?.mail.headers.has('bcc')).toBe(false);
  });
});

describe('e-mail over TLS', () => {
  const credentials = { user: 'homeroom', password: 'p@ss:word' };
  const login = `${credentials.user}:${encodeURIComponent(credentials.password)}@`;
  const checked: NonNullable<ConstructorParameters<typeof MailServer>[0]>['onAuth'] = (auth, _session, done) => {
    const isRight = auth.username === credentials.user && auth.password === credentials.password;
    done(isRight ? null : Object.assign(new Error('no'), { responseCode: 535 }), isRight ? { user: auth.username } : undefined);
  };

  afterEach(() => server.close());

  it.each(['smtp', 'smtps'])('by %s logs in and delivers where the certificate is trusted', async (scheme) => {
    await startServer({ ...selfMade, secure: scheme === 'smtps', onAuth: checked });
    const url = `${scheme}://${login}localhost:${port}`;
    expect(await deliver(channel({ url, ca: selfMade.cert }))).toMatchObject({ outcome: 'delivered' });
    expect(server.received[0]?.secure).toBe(true);
    expect(await deliver(channel({ url }))).toMatchObject({ outcome: 'retry', reason: { code: 'unreachable' } });
    const wrong = channel({ url: url.replace('homeroom:', 'headroom:'), ca: selfMade.cert });
    expect(await deliver(wrong)).toMatchObject({
      outcome: 'retry',
      reason: { code: 'unreachable', sentence: expect.stringContaining('535') },
    });
    expect(server.received).toHaveLength(1);
  });

  it('gives no password to a server that speaks no TLS', async () => {
    let asked = 0;
    await startServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: (...given) => (asked++, checked?.(...given)) });
    expect((await deliver(channel({ url: `smtp://${login}127.0.0.1:${port}` }))).outcome).toBe('retry');
    expect(asked).toBe(0);
  });
});

async function freePort(): Promise<number> {
  const other = new MailServer();
  const free = await other.start();
  await other.close();
  return free.port;
}
