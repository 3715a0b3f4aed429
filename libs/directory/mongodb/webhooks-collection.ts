import { type Collection, ObjectId } from 'mongodb';
import type { MongoDatabase } from '#libs/mongodb';
import type { WebhookEndpoint } from '../webhooks.js';
import { insertNew } from './insert-new.js';
import { takeNumbers } from './mongo-numbers.js';

interface WebhookDocument {
  readonly _id: string;
  readonly number: bigint;
  /** The call that changed it last, so that one whose answer was lost knows its own. */
  readonly write: ObjectId;
  readonly district: string;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly addedBy: string;
  readonly addedAt: string;
  readonly disabled: { readonly at: string; readonly reason: string } | null;
}

/** Where districts want their notices posted, with the secrets by which they are signed. */
export class WebhooksCollection {
  readonly #database: MongoDatabase;

  constructor(database: MongoDatabase) {
    this.#database = database;
  }

  async createIndexes(): Promise<void> {
    await this.#webhooks().createIndex({ district: 1, url: 1 }, { name: 'byUrl', unique: true });
  }

  async add({ id, disabled, secrets, ...endpoint }: WebhookEndpoint): Promise<boolean> {
    const number = BigInt(await takeNumbers(this.#database, 'webhooks', 1));
    const write = new ObjectId();
    const document = { _id: id, number, write, ...endpoint, secrets: [...secrets], disabled: disabled ?? null };
    await insertNew<WebhookDocument>(this.#database, 'webhooks', [document]);
    return this.#wrote(id, write);
  }

  async of(district: string): Promise<readonly WebhookEndpoint[]> {
    const found = await this.#act((all) => all.find({ district }).sort({ number: 1 }).toArray());
    return found.map(endpointOf);
  }

  async get(id: string): Promise<WebhookEndpoint | null> {
    const found = await this.#act((all) => all.findOne({ _id: id }));
    return found === null ? null : endpointOf(found);
  }

  async disable(id: string, disabled: NonNullable<WebhookEndpoint['disabled']>): Promise<boolean> {
    const write = new ObjectId();
    await this.#act((all) => all.updateOne({ _id: id, disabled: null }, { $set: { disabled, write } }));
    return this.#wrote(id, write);
  }

  async rotate(id: string, secret: string): Promise<boolean> {
    const write = new ObjectId();
    const newestTwo = { $each: [secret], $position: 0, $slice: 2 };
    // A repetition finds its own mark and leaves what it has done.
    await this.#act((all) => all.updateOne({ _id: id, write: { $ne: write } }, { $push: { secrets: newestTwo }, $set: { write } }));
    return this.#wrote(id, write);
  }

  async remove(id: string): Promise<boolean> {
    const existed = (await this.get(id)) !== null;
    await this.#act((all) => all.deleteOne({ _id: id }));
    return existed;
  }

  async #wrote(id: string, write: ObjectId): Promise<boolean> {
    return (await this.#act((all) => all.countDocuments({ _id: id, write }))) === 1;
  }

  #act<T>(work: (webhooks: Collection<WebhookDocument>) => Promise<T>): Promise<T> {
    return this.#database.persistently(() => work(this.#webhooks()));
  }

  #webhooks(): Collection<WebhookDocument> {
    return this.#database.collection('webhooks');
  }
}

function endpointOf({ _id, district, url, secrets, addedBy, addedAt, disabled }: WebhookDocument): WebhookEndpoint {
  return { id: _id, district, url, secrets, addedBy, addedAt, ...(disabled !== null && { disabled }) };
}
