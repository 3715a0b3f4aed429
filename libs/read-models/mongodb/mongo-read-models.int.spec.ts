import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { describeReadModels, describeWithServer, obtainMongo } from '#libs/testing';
import { MongoClient } from 'mongodb';
import { openReadModels } from '../index.js';

await describeWithServer('MongoDB', obtainMongo, (mongo) => {
  beforeAll(() => mongo.start());
  afterAll(() => mongo.stop());

  describeReadModels('in MongoDB', async () => {
    const url = mongo.urlOf(`models-${randomUUID()}`);
    return { open: () => openReadModels(url), remove: () => dropDatabase(url) };
  });
});

async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
