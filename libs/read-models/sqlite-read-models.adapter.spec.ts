import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadModels } from '#libs/event-sourcing';
import { StorageFullError } from '#libs/sqlite';
import { startTypeScript } from '#libs/testing';
import { CollectionLayout } from './collection-layout.js';
import { planFind } from './find-plan.js';
import { openReadModels, openSqliteReadModels } from './index.js';
import { findStatement } from './sqlite-find.js';

describe('read models in SQLite', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-models-'));
    path = join(folder, 'models.sqlite');
  });

  afterEach(async () => rm(folder, { recursive: true }));

  it.each([20, 60, 150])(
    'have no torn state after the writer was killed in round %d',
    async (round) => {
      const writer = startTypeScript(new URL('../testing/read-models.endless-writer.ts', import.meta.url), [`sqlite:${path}`]);
      const ended = once(writer, 'exit');
      for await (const text of writer.stdout)
        if (
          String(text)
            .split('\n')
            .some((line) => Number(line) >= round)
        )
          writer.kill('SIGKILL');
      await ended;
      const models = await openReadModels(`sqlite:${path}`);
      const pupils = models.collection<{ rank: number }>({ name: 'pupils', indexes: { bySchool: ['school'], byRank: ['school', 'rank'] } });
      const checkpoint = await models.checkpoint('rounds');
      const { documents } = await pupils.find({ index: 'byRank', equals: [] });
      const rounds = new Set(documents.flatMap(({ position, body }) => [position, body.rank]));
      expect(checkpoint).toBeGreaterThanOrEqual(round);
      expect(documents).toHaveLength(10);
      expect(rounds.size).toBe(1);
      expect([checkpoint, checkpoint + 1]).toContain([...rounds][0]);
      await models.close();
    },
    30_000,
  );

  it('give the room of a replaced version back, also in a file that was made before that was thought of', async () => {
    const definition = { name: 'pupils', indexes: { byRank: ['rank'] } };
    const fill = (models: ReadModels, text: string): Promise<unknown> =>
      models.collection(definition).write(
        Array.from({ length: 3_000 }, (_, rank) => ({
          id: `${rank}`,
          previous: null,
          position: 1,
          body: { rank, text: text.repeat(500) },
        })),
      );
    const before = openSqliteReadModels({ path });
    await fill(before, 'old ');
    await before.close();
    new DatabaseSync(path).exec('PRAGMA auto_vacuum = NONE; VACUUM');
    const size = (await stat(path)).size;
    const models = openSqliteReadModels({ path }, { graceMs: 1 });
    for (const text of ['one', 'two']) {
      const draft = await models.versions.begin([{ name: 'pupils', stems: ['pupils'], form: 1 }]);
      await fill(draft.models, `${text} `);
      await draft.publish();
      expect((await stat(path)).size).toBeLessThan(1.1 * size);
    }
    expect(await models.collection(definition).count()).toBe(3_000);
    await models.close();
  });

  it.each(['ascending', 'descending'] as const)('walk along an index from where a page begins, %s, and never sort', async (order) => {
    const definition = { name: 'pupils', indexes: { byId: ['school'], byRank: ['school', 'year', 'rank'], byYear: ['year', 'rank'] } };
    const layout = new CollectionLayout(definition);
    const models = await openReadModels(`sqlite:${path}`);
    await models.collection(definition).count();
    await models.close();
    const database = new DatabaseSync(path);
    for (const equals of [[], ['north'], ['north', 2012], ['north', 2012, null]]) {
      const plan = { ...planFind(layout, { index: 'byRank', equals, order }), after: { values: ['north', 2012, null], id: 'ada' } };
      const { sql, parameters } = findStatement(layout, plan);
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
      expect(steps).toHaveLength(1);
      expect(steps[0]?.['detail']).toMatch(/^SEARCH .* USING INDEX .*byRank \((.*)id\)?.*[<>]/);
    }
    database.close();
  });

  it('say that there is no room, write nothing of it, and take the same documents when there is', async () => {
    const small = openSqliteReadModels({ path, maxBytes: 256 * 1024 });
    const write = { id: 'ada', previous: null, position: 1, body: { text: 'x'.repeat(500_000) } };
    const pupils = small.collection({ name: 'pupils', indexes: {} });
    await expect(pupils.write([{ ...write, id: 'bo', body: {} }, write])).rejects.toThrow(StorageFullError);
    expect(await pupils.count()).toBe(0);
    const models = await openReadModels(`sqlite:${path}`);
    expect(await models.collection({ name: 'pupils', indexes: {} }).write([write])).toEqual([]);
    expect(await pupils.get('ada')).toMatchObject({ position: 1 });
    await Promise.all([small.close(), models.close()]);
  });

  it('say which file is damaged and that it can be removed', async () => {
    const models = await openReadModels(`sqlite:${path}`);
    const pupils = models.collection({ name: 'pupils', indexes: {} });
    await pupils.write([{ id: 'ada', previous: null, position: 1, body: { text: 'a letter home, '.repeat(1_000) } }]);
    await models.close();
    const bytes = await readFile(path);
    const page = Math.floor(bytes.indexOf('a letter home') / 4096);
    await writeFile(path, bytes.fill(0xff, page * 4096, (page + 1) * 4096));
    const damaged = await openReadModels(`sqlite:${path}`);
    await expect(damaged.collection({ name: 'pupils', indexes: {} }).get('ada')).rejects.toThrow(
      `${path} is damaged (database disk image is malformed): nothing is lost; stop what uses it and remove it, it is folded again from the log.`,
    );
    await damaged.close();
  });

  it.each(['', 'sqlite:', 'memory:x', 'postgres://x'])('refuse the URL "%s"', async (url) => {
    await expect(openReadModels(url)).rejects.toThrow(/give memory:, sqlite:PATH or mongodb/);
  });
});
