import type { Document, OptionalUnlessRequiredId } from 'mongodb';
import { isDuplicateKey, type MongoDatabase } from '#libs/mongodb';

/** Inserts those whose id, or what else is unique of them, is new; leaves what stands. Repeating it after a lost answer changes nothing. */
export async function insertNew<T extends Document>(
  database: MongoDatabase,
  collection: string,
  documents: readonly OptionalUnlessRequiredId<T>[],
): Promise<void> {
  if (documents.length === 0) return;
  await database.persistently(async () => {
    try {
      await database.collection<T>(collection).insertMany(documents, { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  });
}
