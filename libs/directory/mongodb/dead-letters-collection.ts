import { Binary, type Collection, type Filter, ObjectId } from 'mongodb';
import type { DeadLetter, RefusalReason } from '#libs/contracts';
import type { MongoDatabase } from '#libs/mongodb';
import {
  pagingOf,
  type DeadLetterCount,
  type DeadLetterPage,
  type DeadLetterQuery,
  type DeadLetterSummary,
  type StoredDeadLetter,
} from '../dead-letters.js';
import type { KeyedHash } from '../keyed-hash.js';
import { mentionsOf } from '../mentions.js';
import type { Person } from '../people.js';
import type { FeedOfRecords, Hours, LetterTally } from '../receipts.js';
import { inPieces } from './in-pieces.js';
import { insertNew } from './insert-new.js';
import { takeNumbers } from './mongo-numbers.js';

/** Originals may have 256 KiB each. */
const AT_ONCE = 50;

interface LetterDocument {
  readonly _id: string;
  readonly number: bigint;
  /** The call that kept it first. */
  readonly write: ObjectId;
  readonly district: string | null;
  readonly reason: RefusalReason;
  readonly message: string;
  readonly feed?: FeedOfRecords;
  /** The rest of the letter as JSON. */
  readonly details: string;
  readonly receivedAt: string;
  readonly retriedAt: string | null;
  readonly original: Binary;
  /** Hashes of the people whom it names. */
  readonly people: readonly string[];
}

/** Refused records with their originals. */
export class DeadLettersCollection {
  readonly #database: MongoDatabase;
  readonly #hash: KeyedHash;

  constructor(database: MongoDatabase, hash: KeyedHash) {
    this.#database = database;
    this.#hash = hash;
  }

  async createIndexes(): Promise<void> {
    await this.#letters().createIndex({ number: 1 }, { name: 'byNumber' });
    await this.#letters().createIndex({ people: 1 }, { name: 'byPerson' });
    await this.#letters().createIndex({ district: 1, receivedAt: 1, retriedAt: 1, feed: 1 }, { name: 'byFeed' });
  }

  /** Repeated in whole after a lost answer: what was kept by this call is told by its mark. */
  async add(letters: readonly DeadLetter[]): Promise<number> {
    const write = new ObjectId();
    const newest = [...new Map(letters.map((letter) => [letter.id, letter])).values()];
    let added = 0;
    for (const piece of inPieces(newest, AT_ONCE)) {
      const first = await takeNumbers(this.#database, 'dead-letters', piece.length);
      const documents = piece.map((letter, i) => this.#documentOf(letter, { write, number: BigInt(first + i) }));
      await insertNew<LetterDocument>(this.#database, 'dead-letters', documents);
      added += await this.#act((all) => all.countDocuments({ write, _id: { $in: piece.map(({ id }) => id) } }));
      for (const document of documents) await this.#refuseAgain(document);
    }
    return added;
  }

  async page(query: DeadLetterQuery): Promise<DeadLetterPage> {
    const { after, limit } = pagingOf(query);
    const { district, reason, retried } = query;
    const conditions: Filter<LetterDocument> = {
      number: { $gt: BigInt(after) },
      ...(district !== undefined && { district }),
      ...(reason !== undefined && { reason }),
      ...(retried !== undefined && { retriedAt: retried ? { $ne: null } : null }),
    };
    const found = await this.#act((all) =>
      all
        .find(conditions, { projection: { original: 0 } })
        .sort({ number: 1 })
        .limit(limit + 1)
        .toArray(),
    );
    const shown = found.slice(0, limit);
    return { letters: shown.map(summaryOf), next: found.length > limit ? String(shown.at(-1)?.number) : null };
  }

  async get(id: string): Promise<StoredDeadLetter | null> {
    const found = await this.#act((all) => all.findOne({ _id: id }));
    return found === null ? null : { ...summaryOf(found), original: found.original.value() };
  }

  async counts(district: string | undefined): Promise<readonly DeadLetterCount[]> {
    const stages = [
      { $match: district === undefined ? {} : { district } },
      { $group: { _id: '$reason', waiting: sumOf(false), retried: sumOf(true) } },
      { $sort: { _id: 1 } },
    ];
    const found = await this.#act((all) => all.aggregate<{ _id: RefusalReason; waiting: number; retried: number }>(stages).toArray());
    return found.map(({ _id, waiting, retried }) => ({ reason: _id, waiting, retried }));
  }

  /** @param hours in which they came first; default: over all time. */
  async byFeed(district: string, hours: Hours | undefined): Promise<readonly LetterTally[]> {
    const { from, before } = hours ?? { from: '', before: 'A' };
    const hour = hours === undefined ? null : { $substrBytes: ['$receivedAt', 0, 13] };
    const stages = [
      { $match: { district, receivedAt: { $gte: from, $lt: before } } },
      { $group: { _id: { feed: '$feed', hour }, waiting: sumOf(false), retried: sumOf(true) } },
    ];
    const found = await this.#act((all) => all.aggregate<FeedGroup>(stages).toArray());
    return found.map(({ _id, waiting, retried }) => ({ ...noFeed, ..._id.feed, hour: _id.hour, waiting, retried }));
  }

  async markRetried(ids: readonly string[], at: string): Promise<void> {
    for (const piece of inPieces(ids)) {
      await this.#act((all) => all.updateMany({ _id: { $in: piece } }, { $set: { retriedAt: at } }));
    }
  }

  /** Removes every letter that names the person or holds the id; answers how many. */
  async removeOf({ district, kind, id }: Pick<Person, 'district' | 'kind' | 'id'>): Promise<number> {
    const person = this.#hash.lookup(district, kind, id).toString('hex');
    const named = await this.#act((all) => all.find({ people: person }, { projection: { _id: 1 } }).toArray());
    const ids = [...new Set([...named.map(({ _id }) => _id), ...(await this.#mentions(district, id))])];
    for (const piece of inPieces(ids)) await this.#act((all) => all.deleteMany({ _id: { $in: piece } }));
    return ids.length;
  }

  /** One that was kept before waits again where it had been retried, or is refused for another reason now. */
  async #refuseAgain({ _id, write, reason, message, details, people }: LetterDocument): Promise<void> {
    const known = { _id, write: { $ne: write }, $or: [{ retriedAt: { $ne: null } }, { message: { $ne: message } }] };
    const change = { $set: { reason, message, details, retriedAt: null }, $addToSet: { people: { $each: [...people] } } };
    await this.#act((all) => all.updateOne(known, change));
  }

  /** Also in letters whose district could not be read. */
  async #mentions(district: string, id: string): Promise<readonly string[]> {
    const mentions = mentionsOf(id);
    const found: string[] = [];
    for (let after = 0n; ;) {
      const query = { number: { $gt: after }, district: { $in: [null, district] } };
      const page = await this.#act((all) => all.find(query).sort({ number: 1 }).limit(AT_ONCE).toArray());
      for (const { _id, original, details, message } of page) {
        if (mentions(original.value()) || mentions(Buffer.from(details)) || mentions(Buffer.from(message))) found.push(_id);
      }
      const last = page.at(-1);
      if (last === undefined) return found;
      after = last.number;
    }
  }

  #documentOf(letter: DeadLetter, mark: Pick<LetterDocument, 'write' | 'number'>): LetterDocument {
    const { id, district, reason, message, receivedAt, original, people = [], ...details } = letter;
    const hashes =
      district === undefined ? [] : people.map((person) => this.#hash.lookup(district, person.kind, person.id).toString('hex'));
    const feed = { schoolId: details.schoolId ?? null, source: details.source ?? null, record: details.record ?? null };
    const rest = { reason, message, feed, details: JSON.stringify(details), receivedAt, original: new Binary(Buffer.from(original)) };
    return { _id: id, ...mark, district: district ?? null, ...rest, retriedAt: null, people: [...new Set(hashes)] };
  }

  #act<T>(work: (letters: Collection<LetterDocument>) => Promise<T>): Promise<T> {
    return this.#database.persistently(() => work(this.#letters()));
  }

  #letters(): Collection<LetterDocument> {
    return this.#database.collection('dead-letters');
  }
}

interface FeedGroup {
  /** Letters that were kept before feeds were counted have none. */
  readonly _id: { readonly feed?: FeedOfRecords; readonly hour: string | null };
  readonly waiting: number;
  readonly retried: number;
}

const noFeed: FeedOfRecords = { schoolId: null, source: null, record: null };

function sumOf(retried: boolean) {
  return { $sum: { $cond: [{ $eq: ['$retriedAt', null] }, retried ? 0 : 1, retried ? 1 : 0] } };
}

function summaryOf({ _id, district, reason, message, details, receivedAt, retriedAt }: LetterDocument): DeadLetterSummary {
  const rest = JSON.parse(details) as Pick<DeadLetterSummary, 'origin' | 'path' | 'found' | 'headers' | 'record' | 'source' | 'schoolId'>;
  return {
    ...rest,
    id: _id,
    reason,
    message,
    receivedAt,
    ...(district !== null && { district }),
    ...(retriedAt !== null && { retriedAt }),
  };
}
