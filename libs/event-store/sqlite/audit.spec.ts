import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM, type NewEvent } from '#libs/event-sourcing';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

describe('the audit of a log file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'event-store-'));
    path = join(folder, 'log.sqlite');
    const { store, close } = openSqliteEventStore({ path });
    const events = Array.from({ length: 1_500 }, (_, n): NewEvent => {
      return {
        id: crypto.randomUUID(),
        type: n % 2 === 0 ? 'even.v1' : 'odd.v1',
        data: { n },
        metadata: { knownAt: `2026-01-05T08:00:00.${n}Z` },
      };
    });
    await store.append({ stream: 'student-a', expectedRevision: NO_STREAM, events });
    await store.append({ stream: 'student-b', expectedRevision: NO_STREAM, events });
    await close();
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What the audit says after somebody has worked on the file, the triggers out of the way. */
  const damagesAfter = async (...statements: readonly string[]): Promise<readonly string[]> => {
    const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    const triggers = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    for (const statement of statements) db.exec(statement);
    db.close();
    const { audit, close } = openSqliteEventStore({ path });
    const damages: string[] = [];
    for await (const { what } of audit()) damages.push(what);
    await close();
    return damages;
  };

  it('finds nothing where all is as it was appended', async () => {
    expect(await damagesAfter()).toEqual([]);
  });

  it.each([
    ['data', `data = '{"n":78}'`],
    ['metadata', `metadata = '{}'`],
    ['its type', 'type = 2'],
    ['its id', `id = x'00000000000040008000000000000001'`],
    ['the flag', 'superseded = 1'],
    ['the moment of its append', 'recorded_at = recorded_at + 1'],
    ['the checksum', 'checksum = checksum + 1'],
  ])('finds a change of %s', async (_, change) => {
    expect(await damagesAfter(`UPDATE events SET ${change} WHERE position = 77`)).toEqual([
      'The event at position 77 (' +
        (change === 'type = 2' ? 'odd.v1' : 'even.v1') +
        ', student-a revision 76) was changed after it was appended.',
    ]);
  });

  it('finds an event that was replaced', async () => {
    const columns = 'position, stream, revision, type, id, recorded_at';
    expect(
      await damagesAfter(
        `INSERT OR REPLACE INTO events SELECT ${columns}, '{"n":0}', metadata, superseded, checksum, previous FROM events WHERE position = 77`,
      ),
    ).toEqual(['The event at position 77 (even.v1, student-a revision 76) was changed after it was appended.']);
  });

  it('finds an event that was removed', async () => {
    expect(await damagesAfter('DELETE FROM events WHERE position IN (1600, 1601)')).toEqual([
      'The events at positions 1600 to 1601 are missing or cannot be read.',
      'student-b goes on with revision 101 after position 1601 where revision 99 after position 1599 was to come.',
    ]);
  });

  it('finds events that were cut off at the end', async () => {
    expect(await damagesAfter('DELETE FROM events WHERE position > 2998')).toEqual([
      'student-b is to end with revision 1499 at position 3000, but ends with revision 1497 at position 2998.',
    ]);
  });

  it('finds a stream whose end was set back, so that others could be appended in the place of its events', async () => {
    expect(await damagesAfter('UPDATE heads SET revision = 9, position = 10 WHERE stream = 1')).toEqual([
      'student-a is to end with revision 9 at position 10, but ends with revision 1499 at position 1500.',
    ]);
  });

  it('finds events that no longer follow each other', async () => {
    expect(await damagesAfter('UPDATE events SET previous = 10 WHERE position = 77')).toEqual([
      'student-a goes on with revision 76 after position 10 where revision 76 after position 76 was to come.',
    ]);
  });

  it('finds an event that was moved to another stream', async () => {
    const damages = await damagesAfter('UPDATE events SET stream = 2, revision = 1500 WHERE position = 1500');
    expect(damages[0]).toBe('The event at position 1500 (odd.v1, student-b revision 1500) was changed after it was appended.');
  });

  it('finds a stream or type whose name was changed or removed', async () => {
    expect(await damagesAfter(`UPDATE streams SET name = 'student-c' WHERE id = 2`)).toHaveLength(1_500);
    expect((await damagesAfter('DELETE FROM types WHERE id = 1'))[0]).toBe('The event at position 1 has no type any more.');
  });

  it('finds events that were exchanged', async () => {
    const swap = ['UPDATE events SET position = -1 WHERE position = 10', 'UPDATE events SET position = 10 WHERE position = 1510'];
    const damages = await damagesAfter(...swap, 'UPDATE events SET position = 1510 WHERE position = -1');
    expect(damages).toContain('The event at position 10 (odd.v1, student-b revision 9) was changed after it was appended.');
  });

  it('finds pages that were overwritten, whatever they hold', async () => {
    const { close } = openSqliteEventStore({ path });
    await close();
    const bytes = readFileSync(path);
    const text = bytes.indexOf('"knownAt":"2026-01-05T08:00:00.700Z"');
    bytes.write('8', text + '"knownAt":"202'.length);
    writeFileSync(path, bytes);
    expect(await damagesAfter()).toEqual([expect.stringMatching(/^The event at position (701|2201) .* was changed/)]);
    bytes.fill(0xff, 16 * 4096, 17 * 4096);
    writeFileSync(path, bytes);
    expect((await damagesAfter()).length).toBeGreaterThan(0);
  });

  it('says which events cannot be read and whose they were, and goes on behind them', async () => {
    const { close } = openSqliteEventStore({ path });
    await close();
    const bytes = readFileSync(path);
    const page = Math.floor(bytes.indexOf('"knownAt":"2026-01-05T08:00:00.700Z"') / 4096);
    writeFileSync(path, bytes.fill(0xff, page * 4096, (page + 1) * 4096));
    const damages = await damagesAfter();
    const [, first = '', last = ''] =
      /^The events at positions (\d+) to (\d+) are missing or cannot be read\.$/.exec(damages[0] ?? '') ?? [];
    const [from, to] = [Number(first), Number(last)];
    const gone = [701, 2201].find((position) => position >= from && position <= to) ?? NaN;
    const [stream, offset] = gone === 701 ? ['student-a', 1] : ['student-b', 1501];
    expect(damages[1]).toBe(
      `${stream} goes on with revision ${to + 1 - offset} after position ${to} where revision ${from - offset} after position ${from - 1} was to come.`,
    );
    expect(damages[2]).toMatch(/^SQLite finds: /);
  });
});
