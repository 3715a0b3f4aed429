import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OpenedEventStore } from './opened-event-store.js';
import { recordedEventOf } from './eventstoredb/server-event.js';
import { EventVersions, NewerEventError, type Upcasts } from './event-versions.js';
import { openEventStore } from './open-event-store.js';

/** A club once had one member's name; then members, then members with a role. */
const upcasts: Upcasts = {
  'club-founded.v1': ({ member }: { member?: string }) => ({ members: [member] }),
  'club-founded.v2': ({ members = [] }: { members?: string[] }) => ({ members: members.map((name) => ({ name, role: 'founder' })) }),
};

const types = ['club-founded.v1', 'club-founded.v2', 'club-founded.v3', 'club-closed.v1'];
const stored: Readonly<Record<string, object>> = {
  'club-founded.v1': { member: 'Ada' },
  'club-founded.v2': { members: ['Ada'] },
  'club-founded.v3': { members: [{ name: 'Ada', role: 'founder' }] },
  'club-closed.v1': { reason: 'rain' },
};
const present = [
  ...Array.from({ length: 3 }, () => ['club-founded.v3', { members: [{ name: 'Ada', role: 'founder' }] }]),
  ['club-closed.v1', { reason: 'rain' }],
];

async function write({ store }: OpenedEventStore, ...written: readonly string[]): Promise<void> {
  const events = written.map((type) => ({ id: randomUUID(), type, data: stored[type] ?? {}, metadata: {} }));
  await store.append({ stream: 'club-1', expectedRevision: -1, events });
}

async function readBy({ log }: OpenedEventStore): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const { events } of log.read()) read.push(...events.map(({ type, data }) => [type, data]));
  return read;
}

describe('Events of older versions', () => {
  const folder = mkdtemp(join(tmpdir(), 'upcasting-'));
  afterAll(async () => rm(await folder, { recursive: true }));

  it.each(['memory:', 'sqlite:'])('are read in their present form, from streams and from the log: %s', async (kind) => {
    const url = kind === 'memory:' ? kind : `sqlite:${join(await folder, 'log.sqlite')}`;
    const opened = await openEventStore(url, { upcasts });
    await write(opened, ...types);
    expect(await readBy(opened)).toEqual(present);
    expect((await opened.store.readStream('club-1')).map(({ type, data }) => [type, data])).toEqual(present);
    for await (const damage of opened.audit()) throw new Error(damage.what);
    await opened.close();
  });

  it('stay in the file as they were stored', async () => {
    const path = `sqlite:${join(await folder, 'kept.sqlite')}`;
    const opened = await openEventStore(path, { upcasts });
    await write(opened, 'club-founded.v1');
    await readBy(opened);
    await opened.close();
    const bare = await openEventStore(path, {});
    expect(await readBy(bare)).toEqual([['club-founded.v1', { member: 'Ada' }]]);
    await bare.close();
  });

  it('are read so from a server too', () => {
    const at = { id: 'e', stream: 'club-1', revision: 0, position: 1, recordedAt: new Date(0), metadata: {} };
    const event = { ...at, type: 'club-founded.v1', data: { member: 'Ada' } };
    expect(recordedEventOf(event, new EventVersions(upcasts))).toMatchObject({ type: present[0]?.[0], data: present[0]?.[1] });
    expect(() => recordedEventOf({ ...event, type: 'club-founded.v4' }, new EventVersions(upcasts))).toThrow(NewerEventError);
  });

  it.each(['memory:', 'sqlite:'])('that are newer than the program stop every reader, by their name: %s', async (kind) => {
    const url = kind === 'memory:' ? kind : `sqlite:${join(await folder, 'newer.sqlite')}`;
    const opened = await openEventStore(url, { upcasts });
    await write(opened, 'club-founded.v1', 'club-founded.v4');
    const told = /The log holds club-founded\.v4, and this program knows version 3 of it at most: update Homeroom/;
    await expect(readBy(opened)).rejects.toThrow(told);
    await expect(opened.store.readStream('club-1')).rejects.toThrow(told);
    await opened.close();
  });

  it('are not guessed at where a step is missing', () => {
    expect(() => new EventVersions({ 'club-founded.v2': (data) => data })).toThrow(/each version from club-founded\.v1 on needs its step/);
    expect(() => new EventVersions({}).present('club-founded.v2')).toThrow(NewerEventError);
    expect(new EventVersions({}).present('note')).toEqual({ type: 'note', upcast: null });
  });
});
