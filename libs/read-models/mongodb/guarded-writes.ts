import { type AnyBulkWriteOperation, type Collection, type Document, ObjectId } from 'mongodb';
import { type MongoDatabase, NotYetError } from '#libs/mongodb';

/** A document as MongoDB keeps it, whatever else it holds. */
export interface GuardedDocument extends Document {
  readonly _id: string;
  /** A 64-bit integer. */
  readonly position: bigint;
  /** The call that wrote it: tells an own write whose answer was lost from that of somebody else at the same position. */
  readonly write: ObjectId;
}

export interface GuardedWrite {
  readonly id: string;
  readonly previous: number | null;
  readonly position: number;
  /** The document but for id, position and write. */
  readonly content: Document;
}

/**
 * Writes each where `previous` stands, at most one for an id, and answers the ids where something else stands. Resolves once a majority
 * keeps the others.
 *
 * What came of a call is never read from its error or its counts: a lost answer, a retry by the driver and a document of somebody else
 * look alike there. Unless all are reported written, what stands is read again, and only what stands as before is sent again. A call
 * that arrives late does nothing, for its guard no longer holds.
 */
export async function writeGuarded(database: MongoDatabase, name: string, writes: readonly GuardedWrite[]): Promise<readonly string[]> {
  const write = new ObjectId();
  const mismatches: string[] = [];
  let left = writes;
  await database.persistently(async () => {
    const collection = database.collection<GuardedDocument>(name);
    const failure = await send(collection, write, left);
    if (failure === null) return;
    const standing = await positions(collection, left);
    const undone: GuardedWrite[] = [];
    for (const each of left) {
      const found = standing.get(each.id);
      if (found?.write.equals(write) === true) continue;
      if ((found?.position ?? null) === each.previous) undone.push(each);
      else mismatches.push(each.id);
    }
    left = undone;
    if (left.length > 0) throw failure;
  });
  return mismatches;
}

/** null: all were written by this call. */
async function send(collection: Collection<GuardedDocument>, write: ObjectId, writes: readonly GuardedWrite[]): Promise<unknown> {
  try {
    const { insertedCount, matchedCount } = await collection.bulkWrite(
      writes.map((each) => operation(write, each)),
      { ordered: false },
    );
    return insertedCount + matchedCount === writes.length ? null : new NotYetError('A guard did not match what stands.');
  } catch (error) {
    return error;
  }
}

function operation(write: ObjectId, { id, previous, position, content }: GuardedWrite): AnyBulkWriteOperation<GuardedDocument> {
  const document = { _id: id, position: BigInt(position), write, ...content };
  if (previous === null) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: id, position: BigInt(previous) }, replacement: document } };
}

async function positions(
  collection: Collection<GuardedDocument>,
  writes: readonly GuardedWrite[],
): Promise<ReadonlyMap<string, { position: number; write: ObjectId }>> {
  const ids = writes.map(({ id }) => id);
  const found = await collection.find({ _id: { $in: ids } }, { projection: { position: 1, write: 1 } }).toArray();
  return new Map(found.map(({ _id, position, write }) => [_id, { position: Number(position), write }]));
}
