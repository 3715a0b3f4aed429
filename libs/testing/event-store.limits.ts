import { describe, expect, it } from '@jest/globals';
import { NO_STREAM, type Append, type NewEvent } from '#libs/event-sourcing';
import { MAX_EVENT_BYTES, MAX_EVENTS_AT_ONCE, MAX_NAME_LENGTH } from '#libs/event-store';
import type { OpenStore } from './event-store.harness.js';
import { appendTo, batchesOf, numbered, several, STREAM } from './event-store.sample.js';

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

export function describeLimits(open: OpenStore): void {
  describe('limits', () => {
    it.each<[string, Partial<Append>, RegExp]>([
      ['no events', { events: [] }, /has no events/],
      ['too many events', { events: several(MAX_EVENTS_AT_ONCE) }, /10001 events in one append are too many: append at most 10000/],
      ['a stream without a name', { stream: '' }, /stream's name has 1 to 5000 characters/],
      ['a stream with a very long name', { stream: 'x'.repeat(MAX_NAME_LENGTH + 1) }, /stream's name has 1 to 5000 characters/],
      ['half a character in its name', { stream: 'a\ud800' }, /valid Unicode, not "a\\ud800"/],
      ['an impossible expected revision', { expectedRevision: -2 }, /must be -1 or more, not -2/],
      ['a broken expected revision', { expectedRevision: 0.5 }, /must be -1 or more, not 0.5/],
      ['an id that is no UUID', { events: [numbered(0, { id: '12' })] }, /must be a UUID, not "12"/],
      ['a type without a name', { events: [numbered(0, { type: '' })] }, /type has 1 to 5000 characters/],
      ['data that is no object', { events: [numbered(0, { data: [1] })] }, /data of attendance-recorded.v1 .* must be a JSON object/],
      ['a text of data that is no object', { events: [numbered(0, { data: [1], json: '[1]' })] }, /data of .* must be a JSON object/],
      ['data that is no JSON', { events: [numbered(0, { data: cyclic })] }, /cannot be written as JSON: .*circular/],
      ['metadata that is no JSON', { events: [numbered(0, { metadata: { big: 1n } })] }, /metadata of .* cannot be written as JSON/],
    ])('refuses %s, and appends nothing of that call', async (_, part, message) => {
      const { store, log } = await open();
      const broken = { ...appendTo(STREAM, NO_STREAM, [numbered(0)]), ...part };
      const appending = store.appendMany([appendTo('other', NO_STREAM, [numbered(1)]), broken]);
      await expect(appending).rejects.toThrow(
        expect.objectContaining({ name: 'InvalidAppendError', message: expect.stringMatching(message) }),
      );
      expect(await log.head()).toBe(0);
    });

    it('takes an event of the greatest size, counted in bytes, and refuses one byte more', async () => {
      const { store } = await open();
      expect(await store.append(appendTo(STREAM, NO_STREAM, [filled(MAX_EVENT_BYTES)]))).toMatchObject({ outcome: 'appended' });
      const appending = store.append(appendTo(STREAM, 0, [filled(MAX_EVENT_BYTES + 1)]));
      await expect(appending).rejects.toThrow(/has 1000001 bytes of JSON; at most 1000000 can be stored/);
    });

    it('takes the longest names', async () => {
      const { store } = await open();
      const stream = '%'.repeat(MAX_NAME_LENGTH);
      await store.append(appendTo(stream, NO_STREAM, [numbered(0, { type: stream })]));
      expect((await store.readStream(stream)).map((event) => [event.stream, event.type])).toEqual([[stream, stream]]);
    });

    it('takes the greatest number of events at once', async () => {
      const { store } = await open();
      const answer = await store.append(appendTo(STREAM, NO_STREAM, several(MAX_EVENTS_AT_ONCE)));
      expect(answer).toMatchObject({ outcome: 'appended', revision: MAX_EVENTS_AT_ONCE - 1 });
    });
  });

  describe('a closed store', () => {
    it('refuses every call, and may be closed again', async () => {
      const { store, log, close } = await open();
      await store.append(appendTo(STREAM, NO_STREAM, [numbered(0)]));
      await store.close();
      await close();
      await expect(store.append(appendTo(STREAM, 0, [numbered(1)]))).rejects.toThrow(/is closed/);
      await expect(store.readStream(STREAM)).rejects.toThrow(/is closed/);
      await expect(log.head()).rejects.toThrow(/is closed/);
      await expect(batchesOf(log)).rejects.toThrow(/is closed/);
    });
  });
}

/** An event whose data and metadata take so many bytes, most characters two each. */
function filled(bytes: number): NewEvent {
  const text = bytes - '{"text":""}{}'.length;
  return numbered(0, { data: { text: 'é'.repeat(Math.floor(text / 2)) + 'e'.repeat(text % 2) }, metadata: {} });
}
