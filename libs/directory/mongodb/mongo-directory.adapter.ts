import type { DeadLetter } from '#libs/contracts';
import { type MongoDatabase, type MongoDatabaseOptions, openMongoDatabase, requireContents } from '#libs/mongodb';
import type { DeadLetterCount, DeadLetterPage, DeadLetterQuery, StoredDeadLetter } from '../dead-letters.js';
import { Directory } from '../directory.port.js';
import { KeyCache } from '../key-cache.js';
import { KeyedHash } from '../keyed-hash.js';
import type { Erasure, NewExtras, Person, PersonId, PersonKind, ProfileOutcome, ProfileVersion } from '../people.js';
import type { Hours, LetterTally, Receipt, ReceiptTally } from '../receipts.js';
import type { OpenedSecret } from '../opened-secret.js';
import type { WebhookEndpoint } from '../webhooks.js';
import { DeadLettersCollection } from './dead-letters-collection.js';
import { Erasures } from './erasures.js';
import { ExtrasCollection } from './extras-collection.js';
import { PeopleCollection } from './people-collection.js';
import { ReceiptsCollection } from './receipts-collection.js';
import { saveProfiles } from './profile-writer.js';
import { openDirectorySecret, replaceSecret } from './secret-check.js';
import { WebhooksCollection } from './webhooks-collection.js';

/**
 * Opens the directory in a database of its own, which any number of processes share.
 * @throws MongoUnavailableError, MongoRefusedError; DirectoryNotOpenableError for another secret.
 */
export async function openMongoDirectory(options: MongoDatabaseOptions, secret: string): Promise<Directory> {
  const database = await openMongoDatabase(options);
  try {
    await requireContents(database, { holds: 'a directory', layout: 1 });
    const directory = new MongoDirectory(database, await openDirectorySecret(database, secret));
    await directory.prepare();
    return directory;
  } catch (error) {
    await database.close();
    throw error;
  }
}

class MongoDirectory extends Directory {
  readonly #database: MongoDatabase;
  readonly #cache = new KeyCache();
  readonly #people: PeopleCollection;
  readonly #extras: ExtrasCollection;
  readonly #deadLetters: DeadLettersCollection;
  readonly #receipts: ReceiptsCollection;
  readonly #webhooks: WebhooksCollection;
  readonly #erasures: Erasures;
  #opened: OpenedSecret;
  #erased = -1;

  constructor(database: MongoDatabase, opened: OpenedSecret) {
    super();
    const hash = new KeyedHash(opened.key);
    this.#opened = opened;
    this.#database = database;
    this.#people = new PeopleCollection(database, hash);
    this.#extras = new ExtrasCollection(database, hash, this.#people);
    this.#deadLetters = new DeadLettersCollection(database, hash);
    this.#receipts = new ReceiptsCollection(database);
    this.#webhooks = new WebhooksCollection(database);
    this.#erasures = new Erasures(database, { people: this.#people, extras: this.#extras, deadLetters: this.#deadLetters });
  }

  /** Makes the indexes that are missing, and ends what an erasure left. */
  async prepare(): Promise<void> {
    for (const part of [this.#people, this.#extras, this.#deadLetters, this.#receipts, this.#webhooks]) {
      await this.#database.persistently(() => part.createIndexes());
    }
    await this.#erasures.endPending();
  }

  override async keysFor(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#remembered(district, kind, ids, (missing) => this.#people.findOrMake(district, kind, missing));
  }

  override async findKeys(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#remembered(district, kind, ids, (missing) => this.#people.find(district, kind, missing));
  }

  override async people(keys: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    return this.#people.people(keys);
  }

  override idsOf(district: string, kind: PersonKind): AsyncIterable<PersonId> {
    return this.#people.all(district, kind);
  }

  override async saveProfiles(profiles: readonly ProfileVersion[]): Promise<readonly ProfileOutcome[]> {
    return saveProfiles(this.#database, this.#people, profiles);
  }

  override async saveExtras(extras: readonly NewExtras[]): Promise<readonly string[]> {
    return this.#extras.save(extras);
  }

  override async extras(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#extras.contents(handles);
  }

  override async addDeadLetters(letters: readonly DeadLetter[]): Promise<number> {
    return this.#deadLetters.add(letters);
  }

  override async deadLetters(query: DeadLetterQuery = {}): Promise<DeadLetterPage> {
    return this.#deadLetters.page(query);
  }

  override async deadLetter(id: string): Promise<StoredDeadLetter | null> {
    return this.#deadLetters.get(id);
  }

  override async countDeadLetters(district?: string): Promise<readonly DeadLetterCount[]> {
    return this.#deadLetters.counts(district);
  }

  override async countDeadLettersByFeed(district: string, hours?: Hours): Promise<readonly LetterTally[]> {
    return this.#deadLetters.byFeed(district, hours);
  }

  override async addReceipts(receipts: readonly Receipt[]): Promise<void> {
    await this.#receipts.add(receipts);
  }

  override async receipts(district: string, hours?: Hours): Promise<readonly ReceiptTally[]> {
    return this.#receipts.tally(district, hours);
  }

  override async markRetried(ids: readonly string[], at: string): Promise<void> {
    await this.#deadLetters.markRetried(ids, at);
  }

  override async addWebhook(endpoint: WebhookEndpoint): Promise<boolean> {
    return this.#webhooks.add(endpoint);
  }

  override async webhooks(district: string): Promise<readonly WebhookEndpoint[]> {
    return this.#webhooks.of(district);
  }

  override async webhook(id: string): Promise<WebhookEndpoint | null> {
    return this.#webhooks.get(id);
  }

  override async disableWebhook(id: string, disabled: NonNullable<WebhookEndpoint['disabled']>): Promise<boolean> {
    return this.#webhooks.disable(id, disabled);
  }

  override async rotateWebhook(id: string, secret: string): Promise<boolean> {
    return this.#webhooks.rotate(id, secret);
  }

  override async removeWebhook(id: string): Promise<boolean> {
    return this.#webhooks.remove(id);
  }

  override async erase(key: string): Promise<Erasure | null> {
    return this.#erasures.erase(key);
  }

  override async rotateSecret(secret: string): Promise<void> {
    this.#opened = await replaceSecret(this.#database, this.#opened, secret);
  }

  override async close(): Promise<void> {
    await this.#database.close();
  }

  async #remembered(
    district: string,
    kind: PersonKind,
    ids: readonly string[],
    ask: (missing: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<ReadonlyMap<string, string>> {
    await this.#forgetErased();
    const known = this.#cache.of(district, kind);
    const keys = new Map<string, string>();
    const missing: string[] = [];
    for (const id of ids) {
      const key = known.get(id);
      if (key === undefined) missing.push(id);
      else keys.set(id, key);
    }
    if (missing.length === 0) return keys;
    const found = await ask(missing);
    this.#cache.add(district, kind, found);
    for (const [id, key] of found) keys.set(id, key);
    return keys;
  }

  /** Somebody may have been erased, by whichever process: then what is remembered no longer holds. */
  async #forgetErased(): Promise<void> {
    const erased = await this.#erasures.count();
    if (erased !== this.#erased) this.#cache.clear();
    this.#erased = erased;
  }
}
