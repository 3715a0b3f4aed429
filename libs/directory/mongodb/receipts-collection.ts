import { type Collection, ObjectId } from 'mongodb';
import { isDuplicateKey, type MongoDatabase } from '#libs/mongodb';
import type { FeedOfRecords, Hours, Receipt, ReceiptTally } from '../receipts.js';

interface ReceiptsDocument {
  /** District, hour and feed as JSON. */
  readonly _id: string;
  /** The call that added last: one whose answer was lost knows its own. */
  readonly write: ObjectId;
  readonly district: string;
  readonly hour: string;
  readonly feed: FeedOfRecords;
  readonly appended: number;
  readonly unchanged: number;
}

const ALL_HOURS = '';

/** What came in and left no event in the log. */
export class ReceiptsCollection {
  readonly #database: MongoDatabase;

  constructor(database: MongoDatabase) {
    this.#database = database;
  }

  async createIndexes(): Promise<void> {
    await this.#receipts().createIndex({ district: 1, hour: 1 }, { name: 'byHour' });
  }

  async add(receipts: readonly Receipt[]): Promise<void> {
    for (const receipt of receipts) {
      await this.#addTo(ALL_HOURS, receipt);
      await this.#addTo(receipt.hour, receipt);
    }
  }

  async tally(district: string, hours: Hours = { from: ALL_HOURS, before: '0' }): Promise<readonly ReceiptTally[]> {
    const query = { district, hour: { $gte: hours.from, $lt: hours.before } };
    const found = await this.#database.persistently(() => this.#receipts().find(query).toArray());
    return found.map(({ hour, feed, appended, unchanged }) => ({ ...feed, hour: hour || null, appended, unchanged }));
  }

  async #addTo(hour: string, { district, schoolId, source, record, appended, unchanged }: Receipt): Promise<void> {
    const feed = { schoolId, source, record };
    const _id = JSON.stringify([district, hour, schoolId, source, record]);
    const write = new ObjectId();
    await this.#database.persistently(async () => {
      await this.#begin({ _id, write: new ObjectId(), district, hour, feed, appended: 0, unchanged: 0 });
      await this.#receipts().updateOne({ _id, write: { $ne: write } }, { $inc: { appended, unchanged }, $set: { write } });
    });
  }

  async #begin({ _id, ...rest }: ReceiptsDocument): Promise<void> {
    try {
      await this.#receipts().updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
    } catch (error) {
      // Another process began it in the same moment.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  #receipts(): Collection<ReceiptsDocument> {
    return this.#database.collection('receipts');
  }
}
