import type { DeadLetter } from '#libs/contracts';
import { randomBytes } from 'node:crypto';
import type { DeadLetterCount, DeadLetterPage, DeadLetterQuery, StoredDeadLetter } from '../dead-letters.js';
import { UnknownPersonError } from '../directory.errors.js';
import { Directory } from '../directory.port.js';
import { KeyedHash } from '../keyed-hash.js';
import type { Erasure, NewExtras, Person, PersonId, PersonKind, ProfileOutcome, ProfileVersion } from '../people.js';
import { namesIn, outcomeOf } from '../profile-version.js';
import type { Hours, LetterTally, Receipt, ReceiptTally } from '../receipts.js';
import type { WebhookEndpoint } from '../webhooks.js';
import { MemoryDeadLetters } from './memory-dead-letters.js';
import { MemoryReceipts } from './memory-receipts.js';
import { MemoryWebhooks } from './memory-webhooks.js';

/** A directory that ends with its process. */
export class MemoryDirectory extends Directory {
  readonly #hash: KeyedHash;
  readonly #keys = new Map<string, string>();
  readonly #people = new Map<string, Person>();
  readonly #profiles = new Map<string, ProfileVersion>();
  readonly #extras = new Map<string, NewExtras>();
  readonly #deadLetters = new MemoryDeadLetters();
  readonly #receipts = new MemoryReceipts();
  readonly #webhooks = new MemoryWebhooks();

  constructor(secret: string) {
    super();
    this.#hash = new KeyedHash(secret);
  }

  override async keysFor(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    for (const id of ids) {
      const lookup = this.#lookup(district, kind, id);
      if (this.#keys.has(lookup)) continue;
      const key = randomBytes(16).toString('hex');
      this.#keys.set(lookup, key);
      this.#people.set(key, { key, id, district, kind });
    }
    return this.findKeys(district, kind, ids);
  }

  override async findKeys(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const keys = new Map<string, string>();
    for (const id of ids) {
      const key = this.#keys.get(this.#lookup(district, kind, id));
      if (key !== undefined) keys.set(id, key);
    }
    return keys;
  }

  override async people(keys: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    const people = new Map<string, Person>();
    for (const key of keys) {
      const person = this.#people.get(key);
      if (person !== undefined) people.set(key, { ...person, ...namesIn(this.#profiles.get(key)?.content ?? null) });
    }
    return people;
  }

  override async *idsOf(district: string, kind: PersonKind): AsyncIterable<PersonId> {
    for (const person of this.#people.values()) {
      if (person.district === district && person.kind === kind) yield { key: person.key, id: person.id };
    }
  }

  override async saveProfiles(profiles: readonly ProfileVersion[]): Promise<readonly ProfileOutcome[]> {
    for (const { key } of profiles) this.#require(key);
    return profiles.map((profile) => {
      const outcome = outcomeOf(this.#profiles.get(profile.key) ?? null, profile);
      if (outcome === 'saved') this.#profiles.set(profile.key, profile);
      return outcome;
    });
  }

  override async saveExtras(extras: readonly NewExtras[]): Promise<readonly string[]> {
    for (const { person } of extras) if (person !== null) this.#require(person);
    return extras.map((item) => {
      const handle = this.#hash.handle(item.person, item.content);
      this.#extras.set(handle, item);
      return handle;
    });
  }

  override async extras(handles: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const contents = new Map<string, string>();
    for (const handle of handles) {
      const extras = this.#extras.get(handle);
      if (extras !== undefined) contents.set(handle, extras.content);
    }
    return contents;
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
    this.#receipts.add(receipts);
  }

  override async receipts(district: string, hours?: Hours): Promise<readonly ReceiptTally[]> {
    return this.#receipts.tally(district, hours);
  }

  override async markRetried(ids: readonly string[], at: string): Promise<void> {
    this.#deadLetters.markRetried(ids, at);
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
    const person = this.#people.get(key);
    if (person === undefined) return null;
    const { district, kind, id } = person;
    this.#keys.delete(this.#lookup(district, kind, id));
    this.#people.delete(key);
    this.#profiles.delete(key);
    for (const [handle, extras] of this.#extras) {
      if (extras.person === key || extras.content.includes(JSON.stringify(id))) this.#extras.delete(handle);
    }
    return { deadLetters: this.#deadLetters.removeOf(person) };
  }

  /** Ends with its process, so that nobody opens it again. */
  override async rotateSecret(): Promise<void> {}

  override async close(): Promise<void> {}

  #lookup(district: string, kind: PersonKind, id: string): string {
    return this.#hash.lookup(district, kind, id).toString('hex');
  }

  #require(key: string): void {
    if (!this.#people.has(key)) throw new UnknownPersonError(key);
  }
}
