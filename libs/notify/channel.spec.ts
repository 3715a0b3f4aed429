import { describe, expect, it } from '@jest/globals';
import { describeChannel, MemoryChannel, outgoingMessage } from '#libs/testing';
import { refused, retry } from './delivery-reasons.js';

describeChannel('in memory', async (timeoutMs) => {
  const channel = new MemoryChannel({ timeoutMs });
  return {
    channel,
    recipient: outgoingMessage().recipient,
    received: async () => [...channel.outside].flatMap(([id, { times }]) => Array.from({ length: times }, () => id)),
    fail: () => channel.answer(refused('rejected')),
    stall: () => channel.stall(),
    close: async () => {},
  };
});

describe('a channel in memory', () => {
  it('answers as it is told, then delivers', async () => {
    const channel = new MemoryChannel({ name: 'e-mail' });
    channel.answer(retry('busy', 'status 429', 5_000), refused('rejected'));
    const { signal } = new AbortController();
    const deliver = () => channel.deliver(outgoingMessage(), { signal });
    expect(await deliver()).toEqual({
      outcome: 'retry',
      reason: { code: 'busy', sentence: 'The far end asks to be tried again later: status 429.' },
      afterMs: 5_000,
    });
    expect((await deliver()).outcome).toBe('refused');
    expect(channel.outside.size).toBe(0);
    expect((await deliver()).outcome).toBe('delivered');
    expect(channel.outside.get('notice-1')?.times).toBe(1);
  });
});
