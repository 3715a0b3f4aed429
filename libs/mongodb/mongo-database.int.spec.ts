import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer, type MongoServer, obtainMongoServer } from '#libs/testing';
import { MongoUnavailableError, openMongoDatabase } from './index.js';

await describeWithServer('a database in MongoDB', obtainMongoServer, (start) => {
  let mongo: MongoServer;

  beforeAll(async () => {
    mongo = await start();
  });

  afterAll(() => mongo.server.stop());

  it('gives up a try that never ends, and goes on with a connection of its own', async () => {
    const database = await openMongoDatabase({ url: `${mongo.url}/endless`, answerLimitMs: 50, patienceMs: 20_000 });
    const notes = database.collection('notes');
    let tries = 0;
    const found = await database.persistently(() => (tries++ === 0 ? new Promise<null>(() => {}) : database.collection('notes').findOne()));
    expect([found, tries]).toEqual([null, 2]);
    await expect(notes.findOne()).rejects.toThrow(/closed|connected/);
    await database.close();
  });

  it.each(['EPIPE', 'ECONNRESET'])('tries again what the driver lets through of a socket (%s)', async (code) => {
    const database = await openMongoDatabase({ url: `${mongo.url}/sockets` });
    let tries = 0;
    const work = async (): Promise<number> => {
      if (tries++ === 0) throw Object.assign(new Error('of the socket'), { code });
      return tries;
    };
    expect(await database.persistently(work)).toBe(2);
    await expect(
      database.persistently(async () => {
        throw new TypeError('of the program');
      }),
    ).rejects.toThrow(TypeError);
    await database.close();
  });

  it('is not opened where nobody listens: the reason names the place and no password', async () => {
    const url = 'mongodb://ada:lovelace@127.0.0.1:1/nobody';
    const failure = await openMongoDatabase({ url, patienceMs: 100 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MongoUnavailableError);
    expect(String(failure)).toMatch(/127\.0\.0\.1:1\/nobody could not be used.*ECONNREFUSED/);
    expect(String(failure)).not.toContain('lovelace');
  });
});
