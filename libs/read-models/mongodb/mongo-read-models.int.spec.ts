import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { describeReadModels, describeWithServer, obtainMongo } from '#libs/testing';
import { MongoClient } from 'mongodb';
import { openMongoReadModels } from './mongo-read-models.adapter.js';

await describeWithServer('MongoDB', obtainMongo, (mongo) => {
  beforeAll(() => mongo.start());
  afterAll(() => mongo.stop());

  describeReadModels('in MongoDB', async () => {
    const url = mongo.urlOf(`models-${randomUUID()}`);
    return { open: () => openMongoReadModels({ url }, { graceMs: 20 }), remove: () => dropDatabase(url) };
  });
});

async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
