import type { MongoDatabase } from './mongo-database.js';
import { MongoRefusedError } from './mongodb.errors.js';
import { isDuplicateKey } from './passing-errors.js';

interface Contents {
  readonly _id: 'contents';
  /** What the database is for: models can be dropped, a directory must not be. */
  readonly holds: string;
  readonly layout: number;
}

/** Marks a new database with what it holds; refuses one that holds something else, or was laid out by a newer version. @throws MongoRefusedError */
export async function requireContents(database: MongoDatabase, { holds, layout }: Omit<Contents, '_id'>): Promise<void> {
  const standing = await database.persistently(async () => {
    const marks = database.collection<Contents>('homeroom');
    const found = await marks.findOne({ _id: 'contents' });
    if (found !== null) return found;
    const mark: Contents = { _id: 'contents', holds, layout };
    try {
      await marks.insertOne(mark);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return mark;
  });
  if (standing.holds !== holds) {
    throw new MongoRefusedError(`The database ${database.place} holds ${standing.holds}: name another one for ${holds}.`);
  }
  if (standing.layout > layout) {
    throw new MongoRefusedError(
      `The database ${database.place} was laid out by a newer version (${standing.layout}, this one knows ${layout}): use that version.`,
    );
  }
}
