import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import type { Collection, ReadModels } from '#libs/event-sourcing';
import { describeWithServer, obtainMongo } from '#libs/testing';
import { openReadModels } from '../index.js';

interface Pupil {
  readonly school: string;
  readonly rank: number;
}

await describeWithServer('versions of a collection in MongoDB', obtainMongo, (mongo) => {
  let url: string;
  let client: MongoClient;
  let db: Db;
  let opened: ReadModels[];

  beforeAll(() => mongo.start());
  afterAll(() => mongo.stop());

  beforeEach(async () => {
    url = mongo.urlOf(`versions-${randomUUID()}`);
    client = new MongoClient(url);
    db = client.db();
    opened = [];
  });

  afterEach(async () => {
    for (const models of opened) await models.close();
    await db.dropDatabase();
    await client.close();
  });

  /** A program that finds pupils by these fields. */
  async function pupilsBy(...fields: string[]): Promise<Collection<Pupil>> {
    const models = await openReadModels(url);
    opened.push(models);
    return models.collection<Pupil>({ name: 'pupils', indexes: Object.fromEntries(fields.map((field) => [field, [field]])) });
  }

  const pupil = (id: string, position = 1) => ({ id, previous: null, position, body: { school: 'north', rank: position } });
  const versions = async (): Promise<string[]> => {
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    return names.filter((name) => name.startsWith('documents.')).toSorted();
  };
  const pointer = () => db.collection<{ _id: string }>('collections').findOne({ _id: 'pupils' });

  it('another definition is met by a version beside the standing one, which then takes its place, removals and all', async () => {
    const old = await pupilsBy('school');
    await old.write([pupil('ada'), pupil('bob', 2), pupil('cid')]);
    await old.write([{ id: 'cid', previous: 1, position: 3, body: null }]);
    const renewed = await pupilsBy('rank');
    expect((await renewed.find({ index: 'rank', equals: [2] })).documents.map(({ id }) => id)).toEqual(['bob']);
    expect(await renewed.getManyWithRemoved(['cid'])).toEqual([{ id: 'cid', position: 3, body: null }]);
    expect(await pointer()).toMatchObject({ version: 2, next: null });
    expect(await versions()).toEqual(['documents.pupils.v1', 'documents.pupils.v2']);
  });

  it('the version that was replaced is there for those who read it, until the next change', async () => {
    const old = await pupilsBy('school');
    await old.write([pupil('ada')]);
    await (await pupilsBy('rank')).count();
    expect((await old.find({ index: 'school', equals: ['north'] })).documents).toHaveLength(1);
    await (await pupilsBy()).count();
    expect(await versions()).toEqual(['documents.pupils.v2', 'documents.pupils.v3']);
  });

  it('a change that was broken off is gone on with by whoever comes next', async () => {
    const old = await pupilsBy('school');
    await old.write([pupil('ada'), pupil('bob', 2)]);
    const { signature } = (await pointer()) as unknown as { signature: string };
    const next = { version: 2, signature: signature.replaceAll('school', 'rank') };
    await db.collection<{ _id: string }>('collections').updateOne({ _id: 'pupils' }, { $set: { next } });
    await expect(old.write([pupil('late')])).rejects.toThrow(/has changed the indexes of collection pupils/);
    const renewed = await pupilsBy('rank');
    expect((await renewed.find({ index: 'rank', equals: [] })).documents.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['ada', 'bob']),
    );
    expect(await pointer()).toMatchObject({ version: 2, next: null });
  });

  it('a copy that comes late does not overwrite what was written since', async () => {
    const old = await pupilsBy('school');
    await old.write([pupil('ada')]);
    await db
      .collection<{ _id: string; position: number; text: string }>('documents.pupils.v2')
      .insertOne({ _id: 'ada', position: 9, text: '{"rank":9}' });
    expect((await (await pupilsBy('rank')).get('ada'))?.position).toBe(9);
  });

  it('several programs that bring the same change end in one version, with every document once', async () => {
    const old = await pupilsBy('school');
    await old.write(Array.from({ length: 700 }, (_, i) => pupil(`p${i}`)));
    const programs = await Promise.all([1, 2, 3].map(() => pupilsBy('rank')));
    expect(await Promise.all(programs.map((pupils) => pupils.count()))).toEqual([700, 700, 700]);
    expect(await pointer()).toMatchObject({ version: 2, next: null });
    await Promise.all(programs.map((pupils, i) => pupils.write([pupil(`new${i}`)])));
    expect(await programs[0]?.count()).toBe(703);
  });
});
