import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { HookServer, MailServer } from '#libs/testing';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

let homeroom: Homeroom;

beforeEach(async () => {
  homeroom = await Homeroom.start(new Date(performance.timeOrigin + performance.now()).toISOString());
  const records = join(homeroom.folder, 'records.ndjson');
  await writeFile(records, `${community({ 'S-1': 'p' }).join('\n')}\n`);
  await homeroom.ok('import', 'events', records, '--district', 'lincoln');
});

afterEach(() => homeroom.end());

describe('An endpoint for webhooks', () => {
  const environment = { WEBHOOK_ALLOW_PRIVATE: 'on' };
  let server: HookServer;
  let url: string;

  beforeEach(async () => {
    server = new HookServer();
    ({ url } = await server.start());
  });

  afterEach(() => server.close());

  async function add(): Promise<{ readonly id: string; readonly secret: string }> {
    const { out, err } = await homeroom.run(['webhooks', 'add', url, '--by', 'A. Rivera'], { environment });
    expect(err).toBe('');
    return { id: /Endpoint (\w+) of/.exec(out)?.[1] ?? '', secret: /now: (\S+)/.exec(out)?.[1] ?? '' };
  }

  const verified = (secret: string): unknown => {
    const { body, headers } = server.received.at(-1) ?? { body: '', headers: {} };
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  };

  it('is added, listed without its secret, tested with a signed post, rotated and removed', async () => {
    const { id, secret } = await add();
    const [listed] = await homeroom.rows<Record<string, unknown>>('webhooks', 'list');
    expect(listed).toMatchObject({ id, url, addedBy: 'A. Rivera', district: 'lincoln', disabled: null });
    expect(JSON.stringify(listed)).not.toContain('whsec_');

    expect((await homeroom.run(['webhooks', 'test', id], { environment })).out).toBe('Delivered: status 204\n');
    expect(verified(secret)).toEqual({ type: 'homeroom.test.v1', data: {} });

    const renewed = /now: (\S+)/.exec(await homeroom.ok('webhooks', 'rotate', id))?.[1] ?? '';
    await homeroom.run(['webhooks', 'test', id], { environment });
    for (const each of [secret, renewed]) expect(verified(each)).toMatchObject({ type: 'homeroom.test.v1' });

    expect(await homeroom.ok('webhooks', 'remove', id)).toContain('removed');
    expect(await homeroom.rows('webhooks', 'list')).toEqual([]);
  });

  it('that refuses, or that leads into the house without leave, fails its test with the reason', async () => {
    const { id } = await add();
    server.answer((response) => void response.writeHead(503).end());
    const busy = await homeroom.run(['webhooks', 'test', id], { environment });
    expect([busy.code, busy.err]).toEqual([1, expect.stringMatching(/Not delivered \(busy\).*status 503.*would be tried again/)]);
    const inside = await homeroom.run(['webhooks', 'test', id]);
    expect([inside.code, inside.err]).toEqual([1, expect.stringContaining('WEBHOOK_ALLOW_PRIVATE')]);
    expect(server.received).toHaveLength(1);
  });

  it('keeps its secret out of the log and out of what is printed', async () => {
    const { secret } = await add();
    const found: string[] = [];
    for (const file of await readdir(homeroom.data)) {
      if ((await readFile(join(homeroom.data, file))).includes(secret)) found.push(file);
    }
    expect(found.every((file) => file.startsWith('directory.sqlite'))).toBe(true);
    expect(found).not.toEqual([]);
  });

  it.each([
    [['webhooks', 'add', 'http://hooks.example/', '--by', 'A'], /does not begin with https/],
    [['webhooks', 'add', 'hooks.example', '--by', 'A'], /it is no URL/],
    [['webhooks', 'add', 'https://hooks.example/', '--by', ' '], /--by has 0 characters/],
    [['webhooks', 'add', 'https://hooks.example/', '--by', 'A', '--secret', 'short'], /--secret is none: expected whsec_/],
    [['webhooks', 'remove', 'x'], /"x" names no endpoint/],
    [['webhooks', 'rotate', 'x'], /"x" names no endpoint/],
    [['webhooks', 'test', 'x'], /"x" names no endpoint/],
  ])('is not understood in %j', async (args, message) => {
    const { code, err } = await homeroom.run(args);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it('stands once for each address', async () => {
    await add();
    const again = await homeroom.run(['webhooks', 'add', url, '--by', 'B'], { environment });
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('has an endpoint with this address')]);
  });
});

describe('A test e-mail', () => {
  it('is kept in the folder outbox where no mail server is set', async () => {
    const out = await homeroom.ok('mail', 'test', '--to', 'me@school.example', '--locale', 'es');
    const [file = ''] = await readdir(join(homeroom.data, 'outbox'));
    expect(out).toBe(`Delivered: ${file}\n`);
    expect(await readFile(join(homeroom.data, 'outbox', file), 'utf8')).toMatch(/^To: me@school\.example\r$/m);
  });

  it('goes to the mail server that is set, and says why where it does not', async () => {
    const server = new MailServer();
    const { port } = await server.start();
    const environment = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Homeroom <h@school.example>' };
    const test = ['mail', 'test', '--to', 'me@school.example'];
    expect((await homeroom.run(test, { environment })).code).toBe(0);
    expect(server.received[0]?.envelope).toEqual({ from: 'h@school.example', to: ['me@school.example'] });
    server.set('rcpt-to', 550);
    const refused = await homeroom.run(test, { environment });
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/Not delivered \(rejected\).*SMTP answer 550/)]);
    await server.close();
    const missing = await homeroom.run(test, { environment: { ...environment, SMTP_CA_FILE: join(homeroom.folder, 'none.pem') } });
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/SMTP_CA_FILE: found ".*none\.pem", expected a file/)]);
  });
});
