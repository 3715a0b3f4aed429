import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTypeScript } from '#libs/testing';
import { openEventStore } from '../open-event-store.js';
import type { OpenedEventStore } from '../opened-event-store.js';

const WRITER = new URL('../../testing/event-store.endless-writer.ts', import.meta.url);

describe('several processes on one log file', () => {
  let folder: string;
  let url: string;
  let opened: OpenedEventStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-store-'));
    url = `sqlite:${join(folder, 'log.sqlite')}`;
    opened = await openEventStore(url);
  });

  afterEach(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  it('each append to streams of their own while another follows the log and sees everything once, in order', async () => {
    const writers = ['a', 'b'].map((name) => startTypeScript(WRITER, [url, name]));
    const numbers = new Map<string, number[]>();
    let last = 0;
    for await (const batch of opened.log.read({ live: true })) {
      for (const { stream, position, data } of batch.events) {
        expect(position).toBeGreaterThan(last);
        last = position;
        numbers.set(stream, [...(numbers.get(stream) ?? []), (data as { n: number }).n]);
      }
      if (['a-9', 'b-9'].every((stream) => (numbers.get(stream)?.length ?? 0) >= 20)) break;
    }
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(writers.map(async (writer) => writer.exitCode ?? once(writer, 'exit')));
    for (const seen of numbers.values()) expect(seen).toEqual(seen.map((_, i) => i));
  });

  it('a process that is killed while it appends leaves whole batches, with everything that was answered, and others go on', async () => {
    let answered = -1;
    for (const killAfter of [0, 3, 11]) {
      const name = `w${killAfter}`;
      const writer = startTypeScript(WRITER, [url, name]);
      const exit = once(writer, 'exit');
      for await (const line of createInterface(writer.stdout)) {
        answered = Number(line);
        if (answered === killAfter) writer.kill('SIGKILL');
      }
      await exit;
      const lengths = await Promise.all(Array.from({ length: 10 }, async (_, i) => (await opened.store.readStream(`${name}-${i}`)).length));
      expect(new Set(lengths).size).toBe(1);
      expect(lengths[0]).toBeGreaterThan(answered);
      expect(answered).toBeGreaterThanOrEqual(killAfter);
    }
    for await (const damage of opened.audit()) throw new Error(damage.what);
  });

  it('may all be the first to open it', async () => {
    const fresh = `sqlite:${join(folder, 'fresh.sqlite')}`;
    const writers = ['a', 'b', 'c'].map((name) => startTypeScript(WRITER, [fresh, name]));
    const firstLines = await Promise.all(writers.map(async (writer) => (await once(writer.stdout, 'data')) as [string]));
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(writers.map(async (writer) => writer.exitCode ?? once(writer, 'exit')));
    expect(firstLines.map(([line]) => line.split('\n')[0])).toEqual(['0', '0', '0']);
  });
});
