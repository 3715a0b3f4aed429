import type { Collection } from 'mongodb';
import { isDuplicateKey, type MongoDatabase } from '#libs/mongodb';
import { otherSecret, SecretRotatedError } from '../directory.errors.js';
import { firstSecret, openSecret, rotatedSecret, type OpenedSecret, type StoredSecret } from '../opened-secret.js';

/** A `StoredSecret` as text: the check in hexadecimal, the sealed key in base64. */
interface SecretDocument {
  readonly _id: 'check';
  readonly hash: string;
  readonly sealed?: string;
}

/** Of several processes that open a new directory at once, the first one's secret stands. @throws DirectoryNotOpenableError for another one. */
export async function openDirectorySecret(database: MongoDatabase, secret: string): Promise<OpenedSecret> {
  const first = firstSecret(secret);
  const standing = await database.persistently(async () => {
    try {
      await secrets(database).insertOne({ _id: 'check', hash: hexOf(first.check) });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return secrets(database).findOne({ _id: 'check' });
  });
  return openSecret(standing === null ? first : storedSecret(standing), secret, () => otherSecret(`The directory in ${database.place}`));
}

/** In one document: the directory opens with the one secret or with the other. @throws SecretRotatedError where another one did it first. */
export async function replaceSecret(database: MongoDatabase, opened: OpenedSecret, secret: string): Promise<OpenedSecret> {
  const { check, sealed } = rotatedSecret(opened, secret);
  const next: SecretDocument = { _id: 'check', hash: hexOf(check), sealed: Buffer.from(sealed).toString('base64') };
  const stands = await database.persistently(async () => {
    await secrets(database).replaceOne({ _id: 'check', hash: hexOf(opened.check) }, next);
    // What came of it is read, for an answer may have been lost.
    return (await secrets(database).findOne({ _id: 'check' }))?.sealed === next.sealed;
  });
  if (!stands) throw new SecretRotatedError(`The directory in ${database.place}`);
  return { ...opened, check };
}

function storedSecret({ hash, sealed }: SecretDocument): StoredSecret {
  return { check: Buffer.from(hash, 'hex'), sealed: sealed === undefined ? null : Buffer.from(sealed, 'base64') };
}

function hexOf(check: Uint8Array): string {
  return Buffer.from(check).toString('hex');
}

function secrets(database: MongoDatabase): Collection<SecretDocument> {
  return database.collection<SecretDocument>('secret');
}
