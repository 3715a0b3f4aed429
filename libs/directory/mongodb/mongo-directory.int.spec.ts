import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { describeDirectory, describeWithServer, obtainMongo } from '#libs/testing';
import type { Directory } from '../directory.port.js';
import { openDirectory } from '../open-directory.js';

await describeWithServer('MongoDB', obtainMongo, (mongo) => {
  beforeAll(() => mongo.start());
  afterAll(() => mongo.stop());

  describeDirectory('in MongoDB', async () => {
    const url = mongo.urlOf(`directory-${randomUUID()}`);
    const openWith = (secret: string): Promise<Directory> => openDirectory(url, secret);
    return { open: () => openWith('a secret of this test'), openWith, remove: () => dropDatabase(url) };
  });
});

async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
