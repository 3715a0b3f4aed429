import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BSON, type Db, MongoClient } from 'mongodb';
import type { DeadLetter } from '#libs/contracts';
import { describeWithServer, LossyProxy, type MongoServer, obtainMongoServer, startTypeScript } from '#libs/testing';
import { UnknownPersonError } from '../directory.errors.js';
import type { Directory } from '../directory.port.js';
import { openDirectory } from '../open-directory.js';

const SECRET = 'a secret of this test';
const TIME = '2025-09-01T12:00:00Z';

await describeWithServer('a directory in MongoDB', obtainMongoServer, (start) => {
  let mongo: MongoServer;
  let proxy: LossyProxy;
  let client: MongoClient;
  let db: Db;
  let url: string;
  let directory: Directory;
  let other: Directory;

  beforeAll(async () => {
    mongo = await start();
    client = new MongoClient(mongo.url);
  });

  afterAll(async () => {
    await client.close();
    await mongo.server.stop();
  });

  beforeEach(async () => {
    const name = `directory-${randomUUID()}`;
    db = client.db(name);
    url = `${mongo.url}/${name}`;
    proxy = await LossyProxy.start(mongo.port);
    directory = await openDirectory(`mongodb://127.0.0.1:${proxy.port}/${name}`, SECRET);
    other = await openDirectory(url, SECRET);
  });

  afterEach(async () => {
    await directory.close();
    await other.close();
    await proxy.close();
  });

  const keyOf = async (id: string): Promise<string> => (await directory.keysFor('d1', 'student', [id])).get(id) ?? '';

  function letter(id: string, original = '{}'): DeadLetter {
    return {
      id,
      district: 'd1',
      origin: { kind: 'http' },
      reason: 'unparseable',
      message: 'm',
      receivedAt: TIME,
      original: Buffer.from(original),
    };
  }

  /** Everything that stands in the database, as text. */
  async function everything(): Promise<string> {
    const texts: string[] = [];
    for (const { name } of await db.listCollections().toArray()) {
      for (const document of await db.collection(name).find().toArray()) {
        const { original } = document as { original?: { buffer: Uint8Array } };
        texts.push(BSON.EJSON.stringify(document), Buffer.from(original?.buffer ?? []).toString());
      }
    }
    return texts.join('\n');
  }

  it('gives one key to one student whom several processes meet at once', async () => {
    const script = new URL('../../testing/directory.key-maker.ts', import.meta.url);
    const outputs = await Promise.all(
      [1, 2, 3].map(async () => {
        let output = '';
        for await (const text of startTypeScript(script, [url, SECRET]).stdout) output += String(text);
        return output.split('\n').toSorted().join('\n');
      }),
    );
    expect(outputs[0]?.split('\n')).toHaveLength(1_001);
    expect(new Set(outputs).size).toBe(1);
  });

  it.each(['loseReplyTo', 'loseRequest'] as const)('makes one key, although the insert is lost (%s)', async (loss) => {
    await directory.findKeys('d1', 'student', ['s1']);
    proxy[loss]('insert');
    const key = await keyOf('s1');
    expect(proxy.lost).toBe(1);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect((await other.keysFor('d1', 'student', ['s1'])).get('s1')).toBe(key);
    expect(await db.collection('people').countDocuments()).toBe(1);
  });

  it.each(['loseReplyTo', 'loseRequest'] as const)('counts a refused record once, although its insert is lost (%s)', async (loss) => {
    proxy[loss]('insert');
    expect(await directory.addDeadLetters([letter('a'), letter('b')])).toBe(2);
    expect(proxy.lost).toBe(1);
    expect(await directory.addDeadLetters([letter('a')])).toBe(0);
    expect((await other.deadLetters()).letters.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('keeps the largest profile of two processes that save at once, and of one whose answer is lost', async () => {
    const key = await keyOf('s1');
    const version = (name: string, second: number) => ({
      key,
      time: `2025-09-01T12:00:${String(second).padStart(2, '0')}Z`,
      content: JSON.stringify({ givenName: name }),
      ownTime: true,
    });
    const saves = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? directory : other).saveProfiles([version(`N${i}`, (i * 7) % 20)]));
    await Promise.all(saves);
    expect((await other.people([key])).get(key)?.givenName).toBe('N17');
    proxy.loseReplyTo('update');
    expect(await directory.saveProfiles([version('Z', 30)])).toEqual(['saved']);
    expect(proxy.lost).toBe(1);
    expect((await other.people([key])).get(key)?.givenName).toBe('Z');
  });

  describe('erasing', () => {
    const TRACES = ['STUDENT-4711', 'Wilhelmina', 'allergic', 'whooping'];

    /** One student with everything the directory can hold, beside another one. */
    async function withStudent(): Promise<string> {
      const key = await keyOf('STUDENT-4711');
      await keyOf('STUDENT-4712');
      await directory.saveProfiles([{ key, time: TIME, content: '{"givenName":"Wilhelmina"}', ownTime: true }]);
      await directory.saveExtras([
        { person: key, content: '{"note":"allergic"}' },
        { person: null, content: '{"sibling":"STUDENT-4711","note":"allergic"}' },
      ]);
      await directory.addDeadLetters([letter('holds', '{"studentId":"STUDENT-4711","note":"whooping"}'), letter('other', 'STUDENT-4712')]);
      await directory.addDeadLetters([{ ...letter('names', 'whooping'), people: [{ kind: 'student', id: 'STUDENT-4711' }] }]);
      return key;
    }

    it('leaves no trace of the id, the names or what came with them in any document', async () => {
      const key = await withStudent();
      const before = await everything();
      for (const trace of TRACES) expect(before).toContain(trace);
      expect(await directory.erase(key)).toEqual({ deadLetters: 2 });
      const after = await everything();
      for (const trace of TRACES) expect(after).not.toContain(trace);
      expect(after).toContain('STUDENT-4712');
    });

    it('that was cut short is ended by whoever opens the directory next', async () => {
      const key = await withStudent();
      await other.findKeys('d1', 'student', ['STUDENT-4711']);
      const pending = { district: 'd1', kind: 'student', id: 'STUDENT-4711' };
      await db.collection<{ _id: string; pending: unknown }>('erasures').insertOne({ _id: key, pending });
      await (await openDirectory(url, SECRET)).close();
      const after = await everything();
      for (const trace of TRACES) expect(after).not.toContain(trace);
      expect(await other.findKeys('d1', 'student', ['STUDENT-4711'])).toEqual(new Map());
      expect(await other.erase(key)).toBeNull();
    });

    it.each(['loseReplyTo', 'loseRequest'] as const)('is done in whole although a deletion is lost (%s)', async (loss) => {
      const key = await withStudent();
      proxy[loss]('delete');
      expect(await directory.erase(key)).toEqual({ deadLetters: 2 });
      expect(proxy.lost).toBe(1);
      const after = await everything();
      for (const trace of TRACES) expect(after).not.toContain(trace);
    });

    it('takes what is saved for the person in the same moment', async () => {
      const key = await withStudent();
      const [erased, ...saved] = await Promise.allSettled([
        other.erase(key),
        ...Array.from({ length: 10 }, (_, i) => directory.saveExtras([{ person: key, content: `{"note":"allergic ${i}"}` }])),
        directory.saveProfiles([{ key, time: '2025-09-02T12:00:00Z', content: '{"givenName":"Wilhelmina II"}', ownTime: true }]),
      ]);
      expect(erased.status).toBe('fulfilled');
      for (const save of saved) if (save.status === 'rejected') expect(save.reason).toBeInstanceOf(UnknownPersonError);
      const after = await everything();
      for (const trace of TRACES) expect(after).not.toContain(trace);
    });
  });

  it('does not open with another secret, nor where something else is kept, nor shows an id by its hash', async () => {
    await keyOf('s1');
    await expect(openDirectory(url, 'another secret')).rejects.toThrow(/opens with another secret, .*: set HOMEROOM_SECRET/);
    const { _id: lookup } = (await db.collection<{ _id: string }>('people').findOne())!;
    await db.dropDatabase();
    const elsewhere = await openDirectory(url, 'another secret');
    await elsewhere.keysFor('d1', 'student', ['s1']);
    expect((await db.collection<{ _id: string }>('people').findOne())?._id).not.toBe(lookup);
    await elsewhere.close();
    await db.dropDatabase();
    await db
      .collection<{ _id: string; holds: string; layout: number }>('homeroom')
      .insertOne({ _id: 'contents', holds: 'read models', layout: 1 });
    await expect(openDirectory(url, SECRET)).rejects.toThrow(/holds read models: name another one for a directory/);
  });
});
