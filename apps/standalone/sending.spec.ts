import { setImmediate } from 'node:timers/promises';
import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { openDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock, type FailPoint } from '#libs/event-sourcing';
import { refused, retry, type Channel, type Delivery } from '#libs/notify';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, MemoryChannel } from '#libs/testing';
import { outbox, type OutboxDocument } from '#libs/views';
import { pino } from 'pino';
import { Dispatcher, startSending } from '../alerting/index.js';
import { Workers } from './workers.js';

const kim = 'aa000000000000000000000000000001';
const monday = '2025-10-13';
const STEPS = ['before-queued', 'before-send', 'after-send', 'after-report'];

async function house() {
  const clock = new FixedClock('2025-10-13T15:00:00Z');
  const { store, log } = openMemoryEventStore({ clock });
  const models = openMemoryReadModels();
  const directory = await openDirectory('memory:', 'a secret of the tests');
  const ann = (await directory.keysFor('d1', 'staff', ['T-1'])).get('T-1') ?? '';
  const content = JSON.stringify({ email: 'ann@school.example', locale: 'es-US', name: 'Ann', staffId: 'T-1' });
  await directory.saveProfiles([{ key: ann, time: '2025-09-01T00:00:00Z', content, ownTime: true }]);
  const history = new AlertHistoryBuilder(store);
  await history.advocate(ann, kim);
  await history.day(monday);
  const mail = new MemoryChannel({ name: 'e-mail' });
  const hook = new MemoryChannel({ name: 'webhook' });
  const work = (): Promise<void> => new Workers({ store, log, models, clock }).runToEnd();
  const parts = {
    store,
    log,
    models,
    directory,
    clock,
    channels: { 'e-mail': mail, webhook: hook },
    publicUrl: 'https://homeroom.example',
  };
  const dispatcher = (failPoint?: FailPoint): Dispatcher => new Dispatcher({ ...parts, ...(failPoint && { failPoint }) });
  const send = async (sender = dispatcher()): Promise<OutboxDocument | undefined> => {
    await work();
    await sender.round(new AbortController().signal);
    await work();
    await sender.release();
    const { documents } = await models.collection<OutboxDocument>(outbox).find({ index: 'byQueued', equals: ['d1'] });
    return documents.at(-1)?.body;
  };
  return { parts, clock, store, models, directory, history, ann, mail, hook, work, dispatcher, send };
}

describe('A notice that interrupts', () => {
  it('goes to the person’s address, with a link and nobody’s name, once', async () => {
    const { history, mail, send } = await house();
    await history.status(kim, 'off-track', monday);
    expect(await send()).toMatchObject({ isOpen: 0, hasFailed: 0, deliveries: { 'e-mail': { status: 'sent', attempts: 1 } } });
    await send();
    const [sent, ...others] = [...mail.outside.values()];
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      times: 1,
      message: { kind: 'alert', severity: 'warning', recipient: { address: 'ann@school.example', locale: 'es' } },
    });
    expect(sent?.message.links[0]?.url).toMatch(/^https:\/\/homeroom\.example\/alerts\/[^/?]+\?district=d1$/);
    expect(JSON.stringify(sent?.message)).not.toContain(kim);
  });

  it('is posted to the district’s own systems too', async () => {
    const { directory, history, hook, send } = await house();
    await directory.addWebhook({
      id: 'w1',
      district: 'd1',
      url: 'https://x.example',
      secrets: ['whsec_x'],
      addedBy: 'A',
      addedAt: '2025-10-01T00:00:00Z',
    });
    await history.status(kim, 'off-track', monday);
    expect(await send()).toMatchObject({ deliveries: { 'webhook/w1': { status: 'sent' } } });
    expect([...hook.outside.values()]).toMatchObject([{ message: { recipient: { address: 'w1' } } }]);
  });

  it('is tried again later while the far end is away, shows meanwhile, and goes out when it is back', async () => {
    const { clock, history, mail, send } = await house();
    mail.answer(retry('unreachable'), retry('unreachable'));
    await history.status(kim, 'off-track', monday);
    expect(await send()).toMatchObject({ isOpen: 1, hasFailed: 1, deliveries: { 'e-mail': { attempts: 1, reason: 'unreachable' } } });
    expect(await send()).toMatchObject({ deliveries: { 'e-mail': { attempts: 1 } } });
    clock.set('2025-10-13T15:02:00Z');
    expect(await send()).toMatchObject({ deliveries: { 'e-mail': { attempts: 2 } } });
    clock.set('2025-10-13T15:10:00Z');
    expect(await send()).toMatchObject({ isOpen: 0, hasFailed: 0, deliveries: { 'e-mail': { status: 'sent', attempts: 3 } } });
    expect(mail.outside.size).toBe(1);
  });

  it('that is refused for good is given up and shown', async () => {
    const { history, mail, send } = await house();
    mail.answer(refused('bad-address'));
    await history.status(kim, 'off-track', monday);
    expect(await send()).toMatchObject({
      isOpen: 0,
      hasFailed: 1,
      deliveries: { 'e-mail': { status: 'given-up', reason: 'bad-address' } },
    });
  });

  it('is not sent to who has lost access since it was queued', async () => {
    const { clock, history, ann, mail, send } = await house();
    mail.answer(retry('busy'));
    await history.status(kim, 'off-track', monday);
    await send();
    await history.staff(ann, 'staff-unassigned', { role: 'advocate', studentKey: kim, to: monday });
    clock.set('2025-10-13T16:00:00Z');
    expect(await send()).toMatchObject({ isOpen: 0, deliveries: { 'e-mail': { status: 'withdrawn', reason: 'no-access' } } });
    expect(mail.outside.size).toBe(0);
  });

  it('that nobody could look at for days is no news any more', async () => {
    const { history, mail, send } = await house();
    await history.status(kim, 'off-track', monday);
    await history.day('2025-10-20');
    expect(await send()).toMatchObject({ isOpen: 0, deliveries: {} });
    expect(mail.outside.size).toBe(0);
  });
});

describe('A digest', () => {
  it('says how many of each kind wait', async () => {
    const { history, mail, send } = await house();
    await history.hours(monday, 19);
    await history.status(kim, 'off-track', monday);
    expect(await send()).toBeUndefined();
    await history.day('2025-10-14');
    await history.hours('2025-10-14', 7);
    expect(await send()).toMatchObject({ alertId: null, isOpen: 0 });
    expect([...mail.outside.values()]).toMatchObject([{ message: { kind: 'digest', counts: { alert: 1 } } }]);
  });

  it('says where it can be stopped, and is kept in the inbox of who has stopped it', async () => {
    const { clock, history, ann, mail, send } = await house();
    await history.hours(monday, 19);
    await history.status(kim, 'off-track', monday);
    await history.day('2025-10-14');
    await history.hours('2025-10-14', 7);
    const document = await send();
    const stop = `https://homeroom.example/digests/${document?.notice}/stop?district=d1`;
    expect([...mail.outside.values()]).toMatchObject([{ message: { unsubscribeUrl: stop } }]);
    await history.preferences(ann, { mailedDigests: false });
    clock.set('2025-10-14T16:00:00Z');
    await history.hours('2025-10-14', 19);
    await history.status(kim, 'on-track', '2025-10-14');
    await history.day('2025-10-15');
    await history.hours('2025-10-15', 7);
    const next = await send();
    expect(next).toMatchObject({ alertId: null, isOpen: 0 });
    expect(next?.deliveries).toEqual({});
    expect(next?.notice).not.toBe(document?.notice);
    expect(mail.outside.size).toBe(1);
  });

  it('is sent by the process that has begun to, also where one try lasts longer than its lease', async () => {
    const { parts, models, history, work, mail } = await house();
    await history.status(kim, 'off-track', monday);
    await work();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: answered, resolve: answer } = Promise.withResolvers<Delivery>();
    const slow: Channel = { name: 'e-mail', deliver: () => (arrive(), answered) };
    const mine = { ...parts, leaseMs: 200, channels: { ...parts.channels, 'e-mail': slow } };
    const sending = startSending(mine, pino({ level: 'silent' }));
    await arrived;
    const other = new Dispatcher({ ...mine, channels: parts.channels });
    const seen = new Set<number>();
    while (seen.size < 10) {
      expect(await other.round(new AbortController().signal)).toBe(0);
      seen.add((await models.acquireLease({ name: 'notices', holder: 'a third one', renewal: 1 })).renewal);
      await setImmediate();
    }
    expect(mail.outside.size).toBe(0);
    answer({ outcome: 'delivered' });
    await sending.stop();
  });
});

describe('A digest whose person has lost access since it was queued', () => {
  const lee = 'aa000000000000000000000000000002';

  it.each([
    ['to everything in it is not sent', [kim, lee], 'withdrawn', 0],
    ['to a part of it is sent', [kim], 'sent', 1],
  ])('%s', async (_, lost, status, messages) => {
    const { clock, history, ann, mail, send } = await house();
    mail.answer(retry('busy'));
    await history.advocate(ann, lee);
    await history.hours(monday, 19);
    for (const student of [kim, lee]) await history.status(student, 'off-track', monday);
    await send();
    await history.day('2025-10-14');
    await history.hours('2025-10-14', 7);
    expect(await send()).toMatchObject({ alertId: null, isOpen: 1, deliveries: { 'e-mail': { attempts: 1, reason: 'busy' } } });
    for (const student of lost) await history.staff(ann, 'staff-unassigned', { role: 'advocate', studentKey: student, to: '2025-10-14' });
    clock.set('2025-10-13T16:00:00Z');
    expect(await send()).toMatchObject({ isOpen: 0, deliveries: { 'e-mail': { status } } });
    expect(mail.outside.size).toBe(messages);
  });
});

describe('Whatever crashes while sending', () => {
  test.prop([fc.array(fc.constantFrom(...STEPS), { maxLength: 5 })], { numRuns: 60 })(
    'the notice goes out, always under the same id, and is recorded once',
    async (crashes) => {
      const { history, mail, dispatcher, send, store } = await house();
      await history.status(kim, 'off-track', monday);
      for (const at of crashes) {
        const failPoint: FailPoint = (step) => {
          if (step === at) throw new Error('crash');
        };
        const crashing = dispatcher(failPoint);
        await send(crashing).catch((error: unknown) => expect(error).toHaveProperty('message', 'crash'));
        await crashing.release();
      }
      const document = await send();
      expect(document).toMatchObject({ isOpen: 0, deliveries: { 'e-mail': { status: 'sent', attempts: 1 } } });
      expect([...mail.outside.keys()]).toEqual([document?.notice]);
      const events = await store.readStream(`notice-${document?.notice.slice(0, 2)}.d1.${document?.notice}`);
      expect(events.map(({ type }) => type)).toEqual(['notice-queued.v1', 'notice-sent.v1']);
    },
  );

  it('of two processes one sends, the other waits for its lease', async () => {
    const { history, mail, dispatcher, send } = await house();
    await history.status(kim, 'off-track', monday);
    const { signal } = new AbortController();
    const other = dispatcher();
    expect(await other.round(signal)).toBe(0);
    await send();
    expect(mail.outside.size).toBe(0);
    await other.release();
    await send();
    expect(mail.outside.size).toBe(1);
  });
});
