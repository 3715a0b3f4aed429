import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel, Delivery, OutgoingMessage, Recipient } from '#libs/notify';
import { outgoingMessage } from './notify.messages.js';

/** One channel with its outside, new for every test. */
export interface ChannelHarness {
  readonly channel: Channel;
  /** Somebody whom the channel can reach. */
  readonly recipient: Recipient;
  /** What is seen outside: for each message how it is called there; one that arrived twice may stand twice. */
  received(): Promise<readonly string[]>;
  /** From now on nothing is taken, for good. */
  fail(): void;
  /** From now on the far end says nothing. Missing where there is no far end that could. */
  stall?(): void;
  close(): Promise<void>;
}

/** Enough on a busy machine, so that only silence exhausts it. */
const PATIENT_MS = 30_000;
const IMPATIENT_MS = 200;
/** Far more than the impatient wait, and less than what a test may take. */
const BOUND_MS = 20_000;

/** What every channel promises. @param newHarness makes a channel that gives up after so many milliseconds. */
export function describeChannel(name: string, newHarness: (timeoutMs: number) => Promise<ChannelHarness>): void {
  describe(`channel ${name}`, () => {
    let harness: ChannelHarness;

    beforeEach(async () => {
      harness = await newHarness(PATIENT_MS);
    });

    afterEach(() => harness.close());

    const message = (messageId: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage =>
      outgoingMessage({ messageId, recipient: harness.recipient, ...changes });
    const deliver = (sent: OutgoingMessage, signal = new AbortController().signal): Promise<Delivery> =>
      within(harness.channel.deliver(sent, { signal }));

    it('delivers, and the same message again is the same one outside', async () => {
      const [first, again] = [await deliver(message('m1')), await deliver(message('m1'))];
      expect([first.outcome, again.outcome]).toEqual(['delivered', 'delivered']);
      const seen = await harness.received();
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen).size).toBe(1);
      await deliver(message('m2'));
      expect(new Set(await harness.received()).size).toBe(2);
    });

    it('delivers many at once, each as itself', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
      const deliveries = await Promise.all(ids.map((id) => deliver(message(id))));
      expect(deliveries.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'delivered'));
      const seen = await harness.received();
      expect([seen.length, new Set(seen).size]).toEqual([20, 20]);
    });

    it.each(['', ' '])('refuses a message whose recipient has the address %j, clearly', async (address) => {
      const delivery = await deliver(message('m1', { recipient: { ...harness.recipient, address } }));
      expect(delivery).toEqual({
        outcome: 'refused',
        reason: { code: 'no-address', sentence: 'No address is known for the recipient.' },
      });
      expect(await harness.received()).toEqual([]);
    });

    it.each(['', 'a b', 'x\r\nBcc: all@school.example', '../m1', 'm'.repeat(201)])('refuses a message with the id %j', async (id) => {
      expect(await deliver(message(id))).toMatchObject({ outcome: 'refused', reason: { code: 'bad-message' } });
      expect(await harness.received()).toEqual([]);
    });

    it.each(['javascript:alert(1)', '/alerts/1', '', 'https://homeroom.example/>\r\nBcc: all@school.example'])(
      'refuses a message that links to %j',
      async (url) => {
        const linked = await deliver(message('m1', { links: [{ to: 'alert', url }] }));
        const stopped = await deliver(message('m1', { kind: 'digest', unsubscribeUrl: url }));
        for (const delivery of [linked, stopped]) expect(delivery).toMatchObject({ outcome: 'refused', reason: { code: 'bad-message' } });
        expect(await harness.received()).toEqual([]);
      },
    );

    it('sends nothing once it is to stop', async () => {
      const delivery = await deliver(message('m1'), AbortSignal.abort());
      expect(delivery).toMatchObject({ outcome: 'retry', reason: { code: 'stopped' } });
      expect(await harness.received()).toEqual([]);
    });

    it('tells why it failed without saying whom it was for', async () => {
      harness.fail();
      const delivery = await deliver(message('m1'));
      expect(delivery.outcome).not.toBe('delivered');
      const told = JSON.stringify(delivery);
      const { address, displayName } = harness.recipient;
      for (const part of [address, address.split('@')[0], displayName]) if (part !== undefined) expect(told).not.toContain(part);
    });

    it('gives up on a far end that says nothing, in bounded time', async () => {
      await harness.close();
      harness = await newHarness(IMPATIENT_MS);
      if (harness.stall === undefined) return;
      harness.stall();
      expect(await deliver(message('m1'))).toMatchObject({ outcome: 'retry', reason: { code: 'timed-out' } });
    });

    it('stops in the middle of a try', async () => {
      if (harness.stall === undefined) return;
      harness.stall();
      const stopping = new AbortController();
      const delivery = deliver(message('m1'), stopping.signal);
      stopping.abort();
      expect(await delivery).toMatchObject({ outcome: 'retry', reason: { code: 'stopped' } });
    });
  });
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${BOUND_MS} ms.`)), BOUND_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
