import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { isWebhookSecret, signatures } from './signatures.js';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const at = new Date(1_614_265_330_000);
const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, body: '{"test": 2432232314}' };

describe('signatures', () => {
  it('are those of the published vector', () => {
    expect(signatures([SECRET], signed)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('are HMAC-SHA256 of id, seconds and body under the bytes of the secret, also where these are not ASCII', () => {
    const body = '{"a":"é😀"}';
    const key = Buffer.from(OTHER.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`m1.1614265330.${body}`).digest('base64');
    expect(signatures([OTHER], { id: 'm1', at, body })).toBe(`v1,${expected}`);
  });

  it('are one for each secret, and either is enough for a receiver', () => {
    const id = 'm1';
    // The library compares with the clock of the machine.
    const now = new Date(Math.floor(performance.timeOrigin + performance.now()));
    const header = signatures([OTHER, SECRET], { id, at: now, body: '{}' });
    expect(header.split(' ')).toHaveLength(2);
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': header };
    for (const secret of [OTHER, SECRET]) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(SECRET).verify('{"x":1}', headers)).toThrow('No matching signature');
  });
});

describe('a secret', () => {
  it.each([SECRET, OTHER])('may be %s', (secret) => expect(isWebhookSecret(secret)).toBe(true));

  it.each(['', 'whsec_', 'whsec_c2hvcnQ=', OTHER.slice(6), `whsec_${'A'.repeat(400)}`, `${OTHER}!`])('may not be %j', (secret) => {
    expect(isWebhookSecret(secret)).toBe(false);
  });
});
