import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { BSON, type Document, MongoClient } from 'mongodb';
import { type Collection, type ReadModels } from '#libs/event-sourcing';
import { describeWithServer, LossyProxy, type MongoServer, obtainMongoServer } from '#libs/testing';
import { openReadModels } from '../index.js';

interface Note {
  readonly text?: string;
  readonly school?: string;
}

const NOTES = { name: 'notes', indexes: { bySchool: ['school'] } };
const note = (id: string, previous: number | null, position: number) => ({ id, previous, position, body: { school: 'north' } });

await describeWithServer('MongoDB, looked at from outside', obtainMongoServer, (start) => {
  let mongo: MongoServer;
  let proxy: LossyProxy;
  let models: ReadModels;
  let notes: Collection<Note>;
  let database: string;
  let raw: MongoClient;

  beforeAll(async () => {
    mongo = await start();
    raw = new MongoClient(mongo.url, { useBigInt64: true });
  });

  afterAll(async () => {
    await raw.close();
    await mongo.server.stop();
  });

  beforeEach(async () => {
    database = `rules-${randomUUID()}`;
    proxy = await LossyProxy.start(mongo.port);
    models = await openReadModels(`mongodb://127.0.0.1:${proxy.port}/${database}`);
    notes = models.collection<Note>(NOTES);
  });

  afterEach(async () => {
    await models.close();
    await proxy.close();
  });

  const stored = (id: string, collection = 'documents.notes.v1') =>
    raw.db(database).collection<{ _id: string }>(collection).findOne<Document>({ _id: id });
  const commands = (name: string): Document[] =>
    proxy.requests.map(commandIn).filter((command) => command !== null && name in command) as Document[];
  /** What was sent to be kept in a document. */
  const writes = (): Document[] =>
    [...commands('insert'), ...commands('update')].filter(({ insert, update }) => String(insert ?? update).startsWith('documents.'));

  it('writes are acknowledged by the journals of a majority, within a limit of time, and reads see what a majority keeps', async () => {
    await notes.write([note('a', null, 1)]);
    await notes.write([note('a', 1, 2)]);
    await notes.find({ index: 'bySchool', equals: [] });
    await models.advance('notes', 0, 2);
    await models.acquireLease({ name: 'shard', holder: 'here', renewal: 1 });
    const [sent, reads] = [[...commands('insert'), ...commands('update')], commands('find')];
    expect(sent.length).toBeGreaterThanOrEqual(4);
    for (const { writeConcern } of sent) expect(writeConcern).toEqual({ w: 'majority', j: true, wtimeout: 10_000 });
    expect(reads.length).toBeGreaterThanOrEqual(3);
    for (const { readConcern } of reads) expect(readConcern).toEqual({ level: 'majority' });
  });

  it('a call has at most one operation for an id at a time, in no order that one failure could break off', async () => {
    await notes.write([note('a', null, 1), note('b', null, 1), note('a', 1, 2), note('b', 1, 2), note('a', 2, 3)]);
    expect(writes().map(({ ordered }) => ordered)).toEqual([false, false, false]);
    expect((await notes.getMany(['a', 'b'])).map(({ position }) => position)).toEqual([3, 2]);
  });

  it('no write is an upsert where the position before is known', async () => {
    await notes.write([note('a', null, 1)]);
    expect(await notes.write([note('a', 1, 2), note('nobody', 1, 2)])).toEqual(['nobody']);
    expect(await stored('nobody')).toBeNull();
  });

  it('what is too large is refused before anything is sent', async () => {
    await expect(notes.write([note('a', null, 1), { ...note('b', null, 1), body: { text: 'x'.repeat(5_000_000) } }])).rejects.toThrow(
      /the most is/,
    );
    expect(writes()).toEqual([]);
  });

  it('no index but that of the id is unique, and none holds the position, so that a guarded write is found by its id', async () => {
    await notes.write([note('a', null, 1)]);
    const indexes = await raw.db(database).collection('documents.notes.v1').indexes();
    expect(indexes.map(({ name, key }) => [name, key])).toEqual(
      expect.arrayContaining([
        ['_id_', { _id: 1 }],
        ['bySchool', { 'keys.bySchool': 1 }],
      ]),
    );
    expect(indexes.filter(({ name, unique }) => name !== '_id_' && unique === true)).toEqual([]);
    expect(indexes.filter(({ key }) => 'position' in key)).toEqual([]);
  });

  it('positions are 64-bit integers, and a body keeps what BSON could not', async () => {
    const body = { 'a.b': 1, $set: { $inc: 1 }, none: undefined, half: '\ud800', whole: 2 ** 53 };
    await notes.write([{ id: 'a', previous: null, position: Number.MAX_SAFE_INTEGER, body: body as Note }]);
    expect((await stored('a'))?.['position']).toBe(BigInt(Number.MAX_SAFE_INTEGER));
    const { none: _, ...kept } = body;
    expect((await notes.get('a'))?.body).toEqual(kept);
  });

  it('a removed document leaves its position and nothing else, and no replay revives it', async () => {
    await notes.write([note('a', null, 1)]);
    await notes.write([{ id: 'a', previous: 1, position: 2, body: null }]);
    expect(await stored('a')).toEqual({ _id: 'a', position: 2n, deleted: true, write: expect.anything() });
    expect(await notes.write([note('a', null, 1)])).toEqual(['a']);
    expect(await notes.get('a')).toBeNull();
  });

  it('a checkpoint that is seen is never without the documents that were written before it', async () => {
    const reader = await openReadModels(`${mongo.url}/${database}`);
    const writing = (async () => {
      for (let round = 1; round <= 30; round++) {
        await notes.write(['a', 'b', 'c'].map((id) => note(id, round === 1 ? null : round - 1, round)));
        await models.advance('notes', round - 1, round);
      }
    })();
    for (let seen = 0; seen < 30;) {
      seen = await reader.checkpoint('notes');
      for (const { position } of await reader.collection<Note>(NOTES).getMany(['a', 'b', 'c']))
        expect(position).toBeGreaterThanOrEqual(seen);
    }
    await writing;
    await reader.close();
  });

  it.each([
    ['another kind of store', { holds: 'a directory', layout: 1 }, /holds a directory: name another one for read models/],
    ['a newer version', { holds: 'read models', layout: 99 }, /laid out by a newer version \(99, this one knows 1\)/],
  ])('a database of %s is refused', async (_, mark, message) => {
    await raw
      .db(`${database}-2`)
      .collection<{ _id: string }>('homeroom')
      .insertOne({ _id: 'contents', ...mark });
    await expect(openReadModels(`${mongo.url}/${database}-2`)).rejects.toThrow(message);
  });

  it('a URL without a database is refused, and its password is told to nobody', async () => {
    const refusal = await openReadModels(`mongodb://ada:lovelace@127.0.0.1:${mongo.port}`).catch(String);
    expect(refusal).toMatch(/names no hosts or no database: give mongodb:\/\/HOST\/DATABASE/);
    expect(refusal).not.toContain('lovelace');
  });
});

/** The command of an OP_MSG: after 16 bytes of header, 4 of flags and 1 that says that a document follows. */
function commandIn(request: Buffer): Document | null {
  try {
    return BSON.deserialize(request.subarray(21, 21 + request.readInt32LE(21)));
  } catch {
    return null;
  }
}
