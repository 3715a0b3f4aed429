import type { DeadLetter } from '#libs/contracts';
import type { SqliteDatabase, SqliteOptions, Statement } from '#libs/sqlite';
import type { DeadLetterCount, DeadLetterPage, DeadLetterQuery, StoredDeadLetter } from '../dead-letters.js';
import { TracesLeftError } from '../directory.errors.js';
import { Directory } from '../directory.port.js';
import { KeyCache } from '../key-cache.js';
import { KeyedHash } from '../keyed-hash.js';
import type { Erasure, NewExtras, Person, PersonId, PersonKind, ProfileOutcome, ProfileVersion } from '../people.js';
import type { Hours, LetterTally, Receipt, ReceiptTally } from '../receipts.js';
import type { OpenedSecret } from '../opened-secret.js';
import type { WebhookEndpoint } from '../webhooks.js';
import { DeadLettersTable } from './dead-letters-table.js';
import { replaceSecret } from './directory-secret.js';
import { openDirectoryFile } from './directory-file.js';
import { deletePerson, removeTraces } from './erasure.js';
import { ExtrasTable } from './extras-table.js';
import { PeopleTable } from './people-table.js';
import { ProfilesTable } from './profiles-table.js';
import { ReceiptsTable } from './receipts-table.js';
import { WebhooksTable } from './webhooks-table.js';

export interface SqliteDirectoryOptions extends SqliteOptions {
  /** For the hashes by which people are found; another one does not open the file. */
  readonly secret: string;
}

/** The directory in one SQLite file, which several processes may share. */
export class SqliteDirectory extends Directory {
  readonly #db: SqliteDatabase;
  readonly #cache = new KeyCache();
  readonly #people: PeopleTable;
  readonly #profiles: ProfilesTable;
  readonly #extras: ExtrasTable;
  readonly #deadLetters: DeadLettersTable;
  readonly #receipts: ReceiptsTable;
  readonly #webhooks: WebhooksTable;
  readonly #version: Statement;
  #opened: OpenedSecret;
  #dataVersion = -1;
  #erasures = -1;

  /** @throws DirectoryNotOpenableError for another secret; as `openSqlite` */
  constructor({ secret, ...file }: SqliteDirectoryOptions) {
    super();
    const { database, opened } = openDirectoryFile(file, secret);
    const hash = new KeyedHash(opened.key);
    this.#db = database;
    this.#opened = opened;
    this.#people = new PeopleTable(this.#db, hash);
    this.#profiles = new ProfilesTable(this.#db, this.#people);
    this.#extras = new ExtrasTable(this.#db, hash, this.#people);
    this.#deadLetters = new DeadLettersTable(this.#db, hash);
    this.#receipts = new ReceiptsTable(this.#db);
    this.#webhooks = new WebhooksTable(this.#db);
    this.#version = this.#db.prepare('PRAGMA data_version');
    this.#endErasure();
  }

  override async keysFor(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#remembered(district, kind, ids, (missing) => this.#people.findOrMake(district, kind, missing));
  }

  override async findKeys(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#remembered(district, kind, ids, (missing) => this.#people.find(district, kind, missing));
  }

  override async people(keys: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    return this.#db.use(() => this.#people.people(keys));
  }

  override async *idsOf(district: string, kind: PersonKind): AsyncIterable<PersonId> {
    yield* this.#people.all(district, kind);
  }

  override async saveProfiles(profiles: readonly ProfileVersion[]): Promise<readonly ProfileOutcome[]> {
    return this.#profiles.save(profiles);
  }

  override async saveExtras(extras: readonly NewExtras[]): Promise<readonly string[]> {
    return this.#db.use(() => this.#extras.save(extras));
  }

  override async extras(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#db.use(() => this.#extras.contents(handles));
  }

  override async addDeadLetters(letters: readonly DeadLetter[]): Promise<number> {
    return this.#deadLetters.add(letters);
  }

  override async deadLetters(query: DeadLetterQuery = {}): Promise<DeadLetterPage> {
    return this.#db.use(() => this.#deadLetters.page(query));
  }

  override async deadLetter(id: string): Promise<StoredDeadLetter | null> {
    return this.#db.use(() => this.#deadLetters.get(id));
  }

  override async countDeadLetters(district?: string): Promise<readonly DeadLetterCount[]> {
    return this.#db.use(() => this.#deadLetters.counts(district));
  }

  override async countDeadLettersByFeed(district: string, hours?: Hours): Promise<readonly LetterTally[]> {
    return this.#db.use(() => this.#deadLetters.byFeed(district, hours));
  }

  override async addReceipts(receipts: readonly Receipt[]): Promise<void> {
    this.#receipts.add(receipts);
  }

  override async receipts(district: string, hours?: Hours): Promise<readonly ReceiptTally[]> {
    return this.#db.use(() => this.#receipts.tally(district, hours));
  }

  override async markRetried(ids: readonly string[], at: string): Promise<void> {
    this.#deadLetters.markRetried(ids, at);
  }

  override async addWebhook(endpoint: WebhookEndpoint): Promise<boolean> {
    return this.#webhooks.add(endpoint);
  }

  override async webhooks(district: string): Promise<readonly WebhookEndpoint[]> {
    return this.#db.use(() => this.#webhooks.of(district));
  }

  override async webhook(id: string): Promise<WebhookEndpoint | null> {
    return this.#db.use(() => this.#webhooks.get(id));
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
    const erasure = deletePerson(this.#db, { people: this.#people, extras: this.#extras, deadLetters: this.#deadLetters }, key);
    this.#cache.clear();
    removeTraces(this.#db);
    return erasure;
  }

  override async rotateSecret(secret: string): Promise<void> {
    this.#opened = replaceSecret(this.#db, this.#opened, secret);
  }

  override async close(): Promise<void> {
    this.#db.close();
  }

  #remembered(
    district: string,
    kind: PersonKind,
    ids: readonly string[],
    ask: (missing: readonly string[]) => ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string> {
    this.#db.use(() => this.#forgetErased());
    const known = this.#cache.of(district, kind);
    const keys = new Map<string, string>();
    const missing: string[] = [];
    for (const id of ids) {
      const key = known.get(id);
      if (key === undefined) missing.push(id);
      else keys.set(id, key);
    }
    if (missing.length === 0) return keys;
    const found = this.#db.use(() => ask(missing));
    this.#cache.add(district, kind, found);
    for (const [id, key] of found) keys.set(id, key);
    return keys;
  }

  /** An erasure that was cut short is ended as soon as the files are free; until then it stays due. */
  #endErasure(): void {
    try {
      removeTraces(this.#db);
    } catch (error) {
      if (!(error instanceof TracesLeftError)) throw error;
    }
  }

  /** Another process may have erased somebody: then what is remembered no longer holds. */
  #forgetErased(): void {
    const version = Number(this.#version.get()?.['data_version']);
    if (version === this.#dataVersion) return;
    const erasures = Number(this.#db.prepare('SELECT erasures FROM directory').get()?.['erasures']);
    if (erasures !== this.#erasures) this.#cache.clear();
    this.#dataVersion = version;
    this.#erasures = erasures;
  }
}
