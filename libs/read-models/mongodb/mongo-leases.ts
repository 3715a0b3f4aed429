import type { Collection } from 'mongodb';
import type { Lease } from '#libs/event-sourcing';
import { isDuplicateKey, type MongoDatabase, NotYetError } from '#libs/mongodb';

interface StoredLease {
  readonly _id: string;
  readonly holder: string;
  readonly renewal: bigint;
}

/** Leases as single documents, each changed only by its holder, or by whoever has seen that it is abandoned. */
export class MongoLeases {
  readonly #database: MongoDatabase;

  constructor(database: MongoDatabase) {
    this.#database = database;
  }

  /** Repeating it after a lost answer renews the lease just taken. */
  async acquire(wanted: Lease, abandoned?: Lease): Promise<Lease> {
    return this.#database.persistently(async () => ((await this.#take(wanted, abandoned)) ? wanted : this.#read(wanted.name)));
  }

  async release(name: string, holder: string): Promise<void> {
    await this.#database.persistently(() => this.#leases().deleteOne({ _id: name, holder }));
  }

  /** An upsert that finds another's lease would insert a second one of that name, which the server refuses. */
  async #take({ name, holder, renewal }: Lease, abandoned?: Lease): Promise<boolean> {
    const takeable = abandoned === undefined ? [] : [{ holder: abandoned.holder, renewal: BigInt(abandoned.renewal) }];
    try {
      await this.#leases().updateOne(
        { _id: name, $or: [{ holder }, ...takeable] },
        { $set: { holder, renewal: BigInt(renewal) } },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  async #read(name: string): Promise<Lease> {
    const found = await this.#leases().findOne({ _id: name });
    if (found === null) throw new NotYetError(`The lease ${name} was given up meanwhile.`);
    return { name, holder: found.holder, renewal: Number(found.renewal) };
  }

  #leases(): Collection<StoredLease> {
    return this.#database.collection('leases');
  }
}
