import type { MongoDatabase } from '#libs/mongodb';

interface Counter {
  readonly _id: string;
  readonly given: bigint;
}

/** Takes so many numbers that nobody else gets, and answers the first. Some may stay unused: where an answer was lost, more are taken. */
export async function takeNumbers(database: MongoDatabase, name: string, count: number): Promise<number> {
  const before = await database.persistently(() =>
    database
      .collection<Counter>('counters')
      .findOneAndUpdate({ _id: name }, { $inc: { given: BigInt(count) } }, { upsert: true, returnDocument: 'before' }),
  );
  return Number(before?.given ?? 0) + 1;
}

/** How many were taken until now. */
export async function numbersTaken(database: MongoDatabase, name: string): Promise<number> {
  const found = await database.persistently(() => database.collection<Counter>('counters').findOne({ _id: name }));
  return Number(found?.given ?? 0);
}
