import { isDuplicateKey, type MongoDatabase } from '#libs/mongodb';
import { DirectoryNotOpenableError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';

interface SecretDocument {
  readonly _id: 'check';
  readonly hash: string;
}

/** Of several processes that open a new directory at once, the first one's secret stands. @throws DirectoryNotOpenableError for another one. */
export async function requireSecret(database: MongoDatabase, hash: KeyedHash): Promise<void> {
  const own = hash.check().toString('hex');
  const standing = await database.persistently(async () => {
    const secrets = database.collection<SecretDocument>('secret');
    try {
      await secrets.insertOne({ _id: 'check', hash: own });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return secrets.findOne({ _id: 'check' });
  });
  if (standing?.hash === own) return;
  throw new DirectoryNotOpenableError(
    `The directory in ${database.place} was made with another secret: set HOMEROOM_SECRET to that one. With this one nobody would be found and everybody would get a new key.`,
  );
}
