import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTypeScript } from '#libs/testing';
import { CollectionLayout } from './collection-layout.js';
import { planFind } from './find-plan.js';
import { openReadModels } from './index.js';
import { findStatement } from './sqlite-find.js';
import { migrate } from './sqlite-migrations.js';

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

  it.each(['ascending', 'descending'] as const)('walk along an index from where a page begins, %s, and never sort', async (order) => {
    const definition = { name: 'pupils', indexes: { byId: ['school'], byRank: ['school', 'year', 'rank'], byYear: ['year', 'rank'] } };
    const layout = new CollectionLayout(definition);
    const models = await openReadModels(`sqlite:${path}`);
    models.collection(definition);
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

  it('are opened at the newest layout from an older file, whose content is kept', () => {
    const database = new DatabaseSync(path);
    migrate(database, path, ['CREATE TABLE first (a TEXT)']);
    database.exec("INSERT INTO first VALUES ('kept')");
    migrate(database, path, ['CREATE TABLE first (a TEXT)', 'ALTER TABLE first ADD COLUMN b TEXT']);
    migrate(database, path, ['CREATE TABLE first (a TEXT)', 'ALTER TABLE first ADD COLUMN b TEXT']);
    expect(
      database
        .prepare('SELECT a, b FROM first')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([{ a: 'kept', b: null }]);
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(2);
    database.close();
  });

  it('leave an older file as it was where a step fails', () => {
    const database = new DatabaseSync(path);
    migrate(database, path, ['CREATE TABLE first (a TEXT)']);
    expect(() => migrate(database, path, ['', 'CREATE TABLE second (a TEXT)', 'nonsense'])).toThrow(/syntax/);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()).toHaveLength(1);
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
    database.close();
  });

  it('refuse a file of a newer version, and say what to do', async () => {
    await (await openReadModels(`sqlite:${path}`)).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openReadModels(`sqlite:${path}`)).rejects.toThrow(
      /models.sqlite was written by a newer version \(layout 99.*remove the file/,
    );
  });

  it('refuse the database of something else, and leave it as it is', async () => {
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE events (id TEXT); PRAGMA user_version = 1');
    await expect(openReadModels(`sqlite:${path}`)).rejects.toThrow(/holds something other than read models/);
    expect(database.prepare('SELECT name FROM sqlite_schema').all()).toHaveLength(1);
    database.close();
  });

  it('refuse a file that is no database', async () => {
    await writeFile(path, 'a letter home, '.repeat(100));
    await expect(openReadModels(`sqlite:${path}`)).rejects.toThrow(/is no SQLite database/);
  });

  it('refuse a folder that is missing', async () => {
    await expect(openReadModels(`sqlite:${join(folder, 'nowhere', 'models.sqlite')}`)).rejects.toThrow(
      /there is no folder .*nowhere; make it/,
    );
  });

  it.each(['', 'sqlite:', 'memory:x', 'postgres://x'])('refuse the URL "%s"', async (url) => {
    await expect(openReadModels(url)).rejects.toThrow(/give memory:, sqlite:PATH or mongodb/);
  });
});
