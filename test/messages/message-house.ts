import type { DeadLetter } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock, type EventLog, type EventStore } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { students, type StudentDocument } from '#libs/views';
import { FirstDays, Intake, type IntakeItem, type IntakeOutcome } from '../../apps/ingestion/index.js';
import { Workers } from '../../apps/standalone/index.js';

/** What no fact of a record is: days of the district, and what the house itself decides. */
const OWN_STREAMS = /^(district|status|alert|notice|care)-/;

/** Messages of a house and what became of them; every one has to stand in exactly one column. */
export interface Account {
  read: number;
  appended: number;
  unchanged: number;
  deadLettered: number;
  /** Requests that were answered as a whole with what is wrong: nothing of them was taken, nothing is kept. */
  answered: number;
  /** Elements of an interchange, of which one may be several records, or none: its report counts these. */
  elements: number;
}

/** A whole house in memory, with what is needed to say what became of each message. */
export class MessageHouse {
  readonly clock = new FixedClock('2026-02-02T15:00:00Z');
  readonly log: EventLog;
  readonly store: EventStore;
  readonly directory = openMemoryDirectory('a secret of the tests');
  readonly account: Account = { read: 0, appended: 0, unchanged: 0, deadLettered: 0, answered: 0, elements: 0 };
  readonly intake: Pick<Intake, 'take'>;
  readonly firstDays: FirstDays;
  readonly #models = openMemoryReadModels();
  /** By id: the same bytes again are the same letter. */
  readonly #letters = new Map<string, DeadLetter>();
  /** Facts that are told to be appended. */
  facts = 0;

  constructor() {
    const { store, log } = openMemoryEventStore({ clock: this.clock });
    [this.store, this.log] = [store, log];
    this.firstDays = new FirstDays({ store, clock: this.clock, timeZone: 'UTC' });
    const intake = new Intake({ store, directory: this.directory, onDeadLetter: (letter) => this.kept(letter) });
    this.intake = {
      take: async (items: readonly IntakeItem[]) => {
        const outcomes = await intake.take(items);
        if (outcomes.length !== items.length) throw new Error(`${items.length} items have ${outcomes.length} outcomes.`);
        for (const outcome of outcomes) this.facts += Number(isAppendedFact(outcome));
        return outcomes;
      },
    };
  }

  kept(letter: DeadLetter): void {
    this.#letters.set(letter.id, letter);
  }

  /** @param counts what the house says became of so many messages. */
  enter(read: number, counts: Partial<Omit<Account, 'read'>>): void {
    const { appended = 0, unchanged = 0, deadLettered = 0, answered = 0, elements = 0 } = counts;
    const { account } = this;
    account.read += read;
    account.appended += appended;
    account.unchanged += unchanged;
    account.deadLettered += deadLettered;
    account.answered += answered;
    account.elements += elements;
    const sum = appended + unchanged + deadLettered + answered + elements;
    if (sum !== read) throw new Error(`${read} were given, ${sum} are accounted for: ${JSON.stringify(counts)}`);
  }

  /** What is wrong with the account; empty where nothing is. */
  async faults(): Promise<string[]> {
    const held = await this.#factsInLog();
    const faults = held === this.facts ? [] : [`${this.facts} facts are told to be appended, the log holds ${held}`];
    return [...faults, ...(await this.#letterFaults()), ...(await this.#foldFaults())];
  }

  async #factsInLog(): Promise<number> {
    let facts = 0;
    for await (const { events } of this.log.read()) facts += events.filter(({ stream }) => !OWN_STREAMS.test(stream)).length;
    return facts;
  }

  async #letterFaults(): Promise<string[]> {
    const faults: string[] = [];
    for (const letter of this.#letters.values()) {
      const stored = await this.directory.deadLetter(letter.id);
      if (stored === null) faults.push(`the letter ${letter.id} is not kept`);
      else if (Buffer.compare(stored.original, letter.original) !== 0) faults.push(`the letter ${letter.id} lost its bytes`);
      if (letter.message === '') faults.push(`the letter ${letter.id} does not say what is wrong`);
      if (letter.path === undefined && needsPath(letter)) faults.push(`the letter ${letter.id} names no path: ${letter.message}`);
    }
    return faults;
  }

  /** Whatever was taken in can be folded: no student stands aside. */
  async #foldFaults(): Promise<string[]> {
    const { store, log, clock } = this;
    await new Workers({ store, log, models: this.#models, clock }).runToEnd();
    const faults: string[] = [];
    for await (const { id, body } of this.#models.collection<StudentDocument>(students).all()) {
      if (body.quarantined !== null) faults.push(`${id} is quarantined: ${JSON.stringify(body.quarantined)}`);
    }
    return faults;
  }
}

/** Not a profile, which stands in the directory. */
function isAppendedFact(outcome: IntakeOutcome): boolean {
  return outcome.outcome === 'appended' && outcome.stream !== null;
}

/** Everything that is wrong inside a JSON object is wrong somewhere. */
function needsPath({ reason, message }: DeadLetter): boolean {
  const ofWhole = ['unparseable', 'too-large', 'unsupported-content-type', 'tombstone'];
  return !ofWhole.includes(reason) && !message.startsWith('The event is ') && !message.startsWith('The data is ');
}
