import { randomUUID } from 'node:crypto';
import type { DeadLetter } from '#libs/contracts';
import { UnknownPersonError, type Directory } from '#libs/directory';
import type { SisRecord } from '#libs/domain';
import { SystemClock, type Clock, type EventStore } from '#libs/event-sourcing';
import { ContentOrder } from './content-order.js';
import { factsWithExtras } from './extras.js';
import { FactAppender } from './fact-appender.js';
import { draftOf, type Fact } from './fact-of.js';
import type { IntakeItem, IntakeOutcome } from './intake-item.js';
import { PersonKeys } from './person-keys.js';
import { Places } from './places.js';
import { saveProfiles } from './profiles.js';
import { receiptsOf } from './receipts-of.js';
import { isFact, isProfile } from './record-groups.js';

/** Steps after which a test may stop the intake, as a crash would. */
export type IntakeStep = 'after-dead-letters' | 'after-keys' | 'after-profiles' | 'after-append';

export interface IntakeOptions {
  readonly store: EventStore;
  readonly directory: Directory;
  /** For the hour in which something came in; default the system's. */
  readonly clock?: Clock;
  /** Ids of new events: UUIDs. */
  readonly newId?: () => string;
  /** How many versions of records are remembered so that their streams need not be read again: about ten bytes each. */
  readonly ledgerVersions?: number;
  /** Of how many versions of a stream in a row it is remembered what they said; others are read again where that is asked. Default: of all while they are few, else 32. */
  readonly ledgerWindow?: number;
  /** Told of every record that was refused, once its original is kept. */
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  readonly failPoint?: (step: IntakeStep) => void;
}

/** A year of 100,000 students is about 14,000,000, which are about 180 MB; a smaller district never has so many. */
const LEDGER_VERSIONS = 16_000_000;
/** A larger batch is no faster, and nobody else is served while it is written. */
const MOST_AT_ONCE = 1_000;
const MOST_TRIES = 3;

/**
 * The one door by which records come in. Whatever dies whenever: nothing is acknowledged that is not durable, and
 * sending it again ends in the same log.
 */
export class Intake {
  readonly #directory: Directory;
  readonly #appender: FactAppender;
  readonly #places = new Places();
  readonly #clock: Clock;
  readonly #onDeadLetter: (letter: DeadLetter) => void;
  readonly #failPoint: (step: IntakeStep) => void;

  constructor({
    store,
    directory,
    clock = new SystemClock(),
    newId = randomUUID,
    ledgerVersions = LEDGER_VERSIONS,
    ledgerWindow,
    failPoint = () => {},
    onDeadLetter = () => {},
  }: IntakeOptions) {
    this.#clock = clock;
    this.#onDeadLetter = onDeadLetter;
    this.#directory = directory;
    this.#failPoint = failPoint;
    this.#appender = new FactAppender({ store, newId, ledgerVersions, ledgerWindow, contentOrder: new ContentOrder(store, directory) });
  }

  /** Takes items in; answers for each, in order, when all of them are durable. */
  async take(items: readonly IntakeItem[]): Promise<readonly IntakeOutcome[]> {
    if (items.length <= MOST_AT_ONCE) return this.#takeBatch(items);
    const outcomes: IntakeOutcome[] = [];
    for (let from = 0; from < items.length; from += MOST_AT_ONCE) {
      outcomes.push(...(await this.#takeBatch(items.slice(from, from + MOST_AT_ONCE))));
    }
    return outcomes;
  }

  async #takeBatch(items: readonly IntakeItem[]): Promise<readonly IntakeOutcome[]> {
    const deadLetters = items.filter((item) => 'deadLetter' in item).map(({ deadLetter }) => deadLetter);
    if (deadLetters.length > 0) await this.#directory.addDeadLetters(deadLetters);
    for (const letter of deadLetters) this.#onDeadLetter(letter);
    this.#failPoint('after-dead-letters');
    const records = items.filter((item) => 'record' in item).map(({ record }) => record);
    const outcomes = await this.#takeRecords(records);
    if (deadLetters.length === 0) return outcomes;
    const taken = outcomes[Symbol.iterator]();
    return items.map((item) => ('deadLetter' in item ? { outcome: 'deadLettered', deadLetter: item.deadLetter } : nextOf(taken)));
  }

  async #takeRecords(records: readonly SisRecord[]): Promise<readonly IntakeOutcome[]> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#takeOnce(records);
      } catch (error) {
        // Somebody was erased between the look-up of the key and its use: met again, the id gets a new key.
        if (!(error instanceof UnknownPersonError) || tries === MOST_TRIES) throw error;
      }
    }
  }

  async #takeOnce(records: readonly SisRecord[]): Promise<readonly IntakeOutcome[]> {
    const keys = await PersonKeys.for(records, this.#directory);
    this.#failPoint('after-keys');
    const profiles = await saveProfiles(records.filter(isProfile), keys, this.#directory);
    this.#failPoint('after-profiles');
    const drafts = records.filter(isFact).map((record) => draftOf(record, keys, this.#places));
    const facts = await factsWithExtras(drafts, this.#directory);
    const outcomes = await this.#appender.append(facts);
    this.#failPoint('after-append');
    const appended = facts.map((fact, index) => factOutcome(fact, outcomes[index] ?? 'unchanged'));
    const [ofProfiles, ofFacts] = [profiles[Symbol.iterator](), appended[Symbol.iterator]()];
    const taken = profiles.length === 0 ? appended : records.map((record) => nextOf(isProfile(record) ? ofProfiles : ofFacts));
    const receipts = receiptsOf(records, taken, this.#clock.now());
    if (receipts.length > 0) await this.#directory.addReceipts(receipts);
    return taken;
  }
}

function factOutcome({ record, stream, payload }: Fact, outcome: 'appended' | 'unchanged'): IntakeOutcome {
  const { date } = payload;
  return { outcome, name: record.name, stream, date: typeof date === 'string' ? date : null };
}

function nextOf<T>(iterator: Iterator<T>): T {
  const { done, value } = iterator.next();
  if (done === true) throw new Error('The intake answered fewer items than it was given.');
  return value;
}
