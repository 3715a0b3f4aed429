import { describe, expect, it } from '@jest/globals';
import { NO_STREAM, type RecordedEvent } from '#libs/event-sourcing';
import type { OpenStore } from './event-store.harness.js';
import { appendTo, eventsOf, numbered, numbersOf, several, STREAM } from './event-store.sample.js';

const texts = ['Ünïcödé ñ 学校', '😀 \u{1f3eb}', 'a b"c\'d\\e', '../x%2e', 'zero\u0000byte', 'line\nbreak', '__proto__'];

export function describeStreams(open: OpenStore): void {
  describe('reading a stream', () => {
    it('has nothing where the stream is unknown', async () => {
      expect(await (await open()).store.readStream('nobody')).toEqual([]);
    });

    it.each([
      ['forward from the start', {}, [0, 1, 2, 3, 4]],
      ['forward from a revision', { from: 3 }, [3, 4]],
      ['forward with a limit', { from: 1, limit: 2 }, [1, 2]],
      ['forward from beyond the end', { from: 5 }, []],
      ['backward from the end', { direction: 'backward' as const }, [4, 3, 2, 1, 0]],
      ['backward from a revision', { direction: 'backward' as const, from: 1 }, [1, 0]],
      ['backward from beyond the end', { direction: 'backward' as const, from: 99, limit: 1 }, [4]],
      ['with a limit of none', { limit: 0 }, []],
    ])('goes %s', async (_, options, expected) => {
      const { store } = await open();
      await store.append(appendTo('other', NO_STREAM, several(3, 100)));
      await store.append(appendTo(STREAM, NO_STREAM, several(3)));
      await store.append(appendTo('other', 2, several(3, 100)));
      await store.append(appendTo(STREAM, 2, several(2, 3)));
      expect(numbersOf(await store.readStream(STREAM, options))).toEqual(expected);
    });

    it.each([{ from: -1 }, { from: 0.5 }, { limit: -1 }, { limit: Number.NaN }])('refuses %j', async (options) => {
      await expect((await open()).store.readStream(STREAM, options)).rejects.toThrow(/0 or more/);
    });
  });

  describe('an event as it was recorded', () => {
    it('says everything it was appended with, where it stands and when that was, from the stream and from the log', async () => {
      const { store, log } = await open();
      const before = Date.now();
      const event = numbered(7, { metadata: { knownAt: '2026-01-05T08:00:00.123456Z', sequence: '12', source: '/districts/test/sis' } });
      const answer = await store.append(appendTo(STREAM, NO_STREAM, [event]));
      for (const read of [(await store.readStream(STREAM))[0], (await eventsOf(log))[0]] as RecordedEvent[]) {
        const { id, type, stream, revision, position, recordedAt, superseded, data, metadata } = read;
        expect({ id, type, data, metadata }).toEqual(event);
        expect({ stream, revision, position, superseded }).toEqual({ ...answer, outcome: undefined, stream: STREAM, superseded: false });
        expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(before);
        expect(Date.parse(recordedAt)).toBeLessThanOrEqual(Date.now());
      }
    });

    it('is superseded where its own metadata says so, and nothing else does', async () => {
      const { store, log } = await open();
      await store.append(
        appendTo(STREAM, NO_STREAM, [
          numbered(0, { metadata: { superseded: true } }),
          numbered(1, { metadata: { correlation: '"superseded":true' } }),
          numbered(2, { metadata: { inner: { superseded: true } } }),
          numbered(3, { data: { n: 3, superseded: true } }),
        ]),
      );
      const expected = [true, false, false, false];
      expect((await store.readStream(STREAM)).map((event) => event.superseded)).toEqual(expected);
      expect((await eventsOf(log)).map((event) => event.superseded)).toEqual(expected);
    });

    it.each(texts)('keeps %j as it is: in names of streams and types, in data and in metadata', async (text) => {
      const { store, log } = await open();
      const stream = `student-${text}`;
      const event = numbered(0, { type: text, data: { [text]: text, half: '\ud800' }, metadata: { source: text } });
      await store.append(appendTo(stream, NO_STREAM, [event]));
      for (const read of [...(await store.readStream(stream)), ...(await eventsOf(log, { prefixes: [stream] }))]) {
        expect({ id: read.id, type: read.type, data: read.data, metadata: read.metadata, stream: read.stream }).toEqual({
          ...event,
          stream,
        });
      }
      expect(await eventsOf(log, { prefixes: [stream] })).toHaveLength(1);
    });

    it('shares no object with who appended it or with other readers', async () => {
      const { store } = await open();
      const data = { list: [1] };
      await store.append(appendTo(STREAM, NO_STREAM, [numbered(0, { data })]));
      data.list.push(2);
      const read = await store.readStream(STREAM);
      for (const event of read) (event.data as typeof data).list.push(3);
      expect((await store.readStream(STREAM))[0]?.data).toEqual({ list: [1] });
    });

    it('can be written as JSON', async () => {
      const { store } = await open();
      const event = numbered(5);
      await store.append(appendTo(STREAM, NO_STREAM, [event]));
      expect(JSON.parse(JSON.stringify(await store.readStream(STREAM)))).toMatchObject([{ ...event, stream: STREAM, revision: 0 }]);
    });
  });
}
