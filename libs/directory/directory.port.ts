import type { DeadLetter } from '#libs/contracts';
import type { DeadLetterCount, DeadLetterPage, DeadLetterQuery, StoredDeadLetter } from './dead-letters.js';
import type { Erasure, NewExtras, Person, PersonId, PersonKind, ProfileOutcome, ProfileVersion } from './people.js';
import type { Hours, LetterTally, Receipt, ReceiptTally } from './receipts.js';
import type { WebhookEndpoint } from './webhooks.js';

/**
 * Who a key belongs to, what people are called, and what was refused: everything that can be erased person by person.
 * Never rebuilt, so it is backed up. What a method has written is on the disk before it resolves.
 */
export abstract class Directory {
  /** The keys of people by the district's ids; made where they are missing. The same id has one key, whoever asks first. */
  abstract keysFor(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** The keys of those who are known, by id; makes none. */
  abstract findKeys(district: string, kind: PersonKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** The people behind keys; an erased or unknown key is left out (see `labelOf`). */
  abstract people(keys: readonly string[]): Promise<ReadonlyMap<string, Person>>;

  /** Everybody of one kind in a district, in the order in which they were met. */
  abstract idsOf(district: string, kind: PersonKind): AsyncIterable<PersonId>;

  /**
   * Keeps the largest version of each person's profile and answers what became of each, in order. The order of arrival does not matter.
   * @throws UnknownPersonError where a key has no entry, for example because it was erased meanwhile; then nothing is saved.
   */
  abstract saveProfiles(profiles: readonly ProfileVersion[]): Promise<readonly ProfileOutcome[]>;

  /**
   * Keeps what a record says beyond its fact and answers a handle for each: the same content of the same person always has the same one.
   * @throws UnknownPersonError as `saveProfiles`.
   */
  abstract saveExtras(extras: readonly NewExtras[]): Promise<readonly string[]>;

  /** The content behind handles; what was erased is left out. */
  abstract extras(handles: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** How many were new. One that is known waits again where it had been retried, and shows its latest reason. */
  abstract addDeadLetters(letters: readonly DeadLetter[]): Promise<number>;

  /** In order of arrival, without the originals. */
  abstract deadLetters(query?: DeadLetterQuery): Promise<DeadLetterPage>;

  abstract deadLetter(id: string): Promise<StoredDeadLetter | null>;

  abstract countDeadLetters(district?: string): Promise<readonly DeadLetterCount[]>;

  /** Letters of a district by what feed they are of. @param hours in which they came first; default: over all time. */
  abstract countDeadLettersByFeed(district: string, hours?: Hours): Promise<readonly LetterTally[]>;

  /** Adds to what came in without an event; what is added twice, because an answer was lost, may count twice. */
  abstract addReceipts(receipts: readonly Receipt[]): Promise<void>;

  /** What came in without an event. @param hours default: the sum over all of them. */
  abstract receipts(district: string, hours?: Hours): Promise<readonly ReceiptTally[]>;

  /** Notes that these were taken in after all; unknown ids are passed over. */
  abstract markRetried(ids: readonly string[], at: string): Promise<void>;

  /** Keeps a new endpoint, found by its id and by its district; false: the district has one with this URL, which stays as it is. */
  abstract addWebhook(endpoint: WebhookEndpoint): Promise<boolean>;

  /** All of a district in the order in which they were added, also those that are switched off. */
  abstract webhooks(district: string): Promise<readonly WebhookEndpoint[]>;

  abstract webhook(id: string): Promise<WebhookEndpoint | null>;

  /** Switches an endpoint off; false where there is none or it is off already: the first reason stays. */
  abstract disableWebhook(id: string, disabled: NonNullable<WebhookEndpoint['disabled']>): Promise<boolean>;

  /** Puts a secret before the newest one and forgets older ones; false where there is no such endpoint. */
  abstract rotateWebhook(id: string, secret: string): Promise<boolean>;

  /** False where there was none. */
  abstract removeWebhook(id: string): Promise<boolean>;

  /**
   * Removes a person's entry, profile, extras and every dead letter that names the person or holds the id, without a trace in the files.
   * Met again, the id gets a new key. null: there is no such person.
   */
  abstract erase(key: string): Promise<Erasure | null>;

  /**
   * Makes the directory open with another secret from now on, and with the one it was opened with no more. People keep their keys and
   * handles their content; instances that are open go on. What dies meanwhile leaves the one secret or the other.
   * @throws SecretRotatedError where somebody else has rotated it since this one was opened.
   */
  abstract rotateSecret(secret: string): Promise<void>;

  abstract close(): Promise<void>;
}
