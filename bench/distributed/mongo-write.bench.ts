import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openReadModels } from '#libs/read-models';
import type { Bench, Contender } from '../bench.js';

/** Small: the guarded filter of the test server looks at every document. */
const DOCUMENTS = 500;
const ROUNDS = 6;

const server = process.env['MONGO_TEST_URL'];
const text = 'x'.repeat(1_000);
const missing = server === undefined ? { missing: 'a MongoDB server; set MONGO_TEST_URL=mongodb://HOST' } : {};

type Write = (round: number) => Promise<void>;

/** Documents written first and then replaced round after round, each guarded by the position before, with the checkpoint. */
const guarded = contender('guarded documents and checkpoint', async (url) => {
  const models = await openReadModels(url);
  const notes = models.collection<{ text: string }>({ name: 'notes', indexes: {} });
  const write: Write = async (round) => {
    const previous = round === 1 ? null : round - 1;
    const mismatches = await notes.write(idsOf().map((id) => ({ id, previous, position: round, body: { text } })));
    if (mismatches.length > 0 || !(await models.advance('notes', round - 1, round))) throw new Error('The bench met another writer.');
  };
  return { write, close: () => models.close() };
});

/** The same bytes in one bulk of unguarded replacements by id. */
const bare = contender('bare bulkWrite', async (url) => {
  const client = new MongoClient(url, { writeConcern: { w: 'majority', journal: true } });
  const notes = client.db().collection<{ _id: string; position: number; text: string }>('bare');
  const write: Write = async (round) => {
    const operations = idsOf().map((_id) => ({
      replaceOne: { filter: { _id }, replacement: { position: round, text: JSON.stringify({ text }) }, upsert: true },
    }));
    await notes.bulkWrite(operations, { ordered: false });
  };
  return { write, close: () => client.close() };
});

export const mongoWriteBench: Bench = {
  name: 'documents into MongoDB',
  unit: 'documents/s',
  contenders: [bare, guarded],
  ratios: [{ of: guarded.name, to: bare.name, target: 0.5 }],
};

function contender(name: string, open: (url: string) => Promise<{ write: Write; close: () => Promise<void> }>): Contender {
  const run = async (): Promise<number> => {
    const url = `${server ?? ''}/bench-${randomUUID()}`;
    const { write, close } = await open(url);
    await write(1);
    const begin = performance.now();
    for (let round = 2; round <= ROUNDS; round++) await write(round);
    const seconds = (performance.now() - begin) / 1_000;
    await close();
    await drop(url);
    return (DOCUMENTS * (ROUNDS - 1)) / seconds;
  };
  return { name, run, ...missing };
}

function idsOf(): string[] {
  return Array.from({ length: DOCUMENTS }, (_, i) => `document-${i}`);
}

async function drop(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}
