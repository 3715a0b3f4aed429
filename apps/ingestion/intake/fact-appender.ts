import type { Ledger } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { decideStream, type DecideOptions, type StreamDecision } from './decide-stream.js';
import type { Fact } from './fact-of.js';
import { Ledgers } from './ledgers.js';

export interface FactAppenderOptions extends DecideOptions {
  readonly store: EventStore;
  /** How many versions the ledgers in memory may hold. */
  readonly ledgerVersions: number;
}

/** The facts of one stream with their places in the batch. */
interface Group {
  readonly stream: string;
  readonly facts: Fact[];
  readonly places: number[];
}

interface Decided {
  readonly group: Group;
  readonly ledger: Ledger;
  readonly decision: StreamDecision;
}

/** Another writer of the same stream is rare: all students of one partition are one process's. */
const MOST_ROUNDS = 20;

/** Decides facts against what their streams hold and appends what is new, at the revision it was decided at. */
export class FactAppender {
  readonly #options: FactAppenderOptions;
  readonly #ledgers: Ledgers;

  constructor(options: FactAppenderOptions) {
    this.#options = options;
    this.#ledgers = new Ledgers(options.store, options.ledgerVersions);
  }

  /** What became of each fact, in order; when this resolves it is durable. */
  async append(facts: readonly Fact[]): Promise<readonly ('appended' | 'unchanged')[]> {
    const outcomes: ('appended' | 'unchanged')[] = [];
    let open = byStream(facts);
    for (let round = 0; open.length > 0; round++) {
      if (round === MOST_ROUNDS) throw new StreamContentionError(open.map(({ stream }) => stream));
      open = await this.#round(open, outcomes);
    }
    return outcomes;
  }

  /** @returns the groups whose stream was written by somebody else meanwhile: they must be decided again. */
  async #round(open: readonly Group[], outcomes: ('appended' | 'unchanged')[]): Promise<Group[]> {
    const decided: Decided[] = [];
    for (const group of open) decided.push(await this.#decide(group));
    const changes = decided.filter(({ decision }) => decision.events.length > 0);
    const results = changes.length === 0 ? [] : await this.#options.store.appendMany(changes.map(appendOf));
    const refused = new Set<Group>();
    changes.forEach(({ group, ledger, decision }, index) => {
      const result = results[index];
      if (result === undefined) throw new Error(`The event store did not answer an append to ${group.stream}.`);
      if (result.outcome === 'appended') this.#ledgers.enter(group.stream, ledger, decision.change);
      else {
        this.#ledgers.forget(group.stream);
        refused.add(group);
      }
    });
    for (const { group, decision } of decided) {
      if (!refused.has(group)) decision.outcomes.forEach((outcome, index) => (outcomes[group.places[index] ?? 0] = outcome));
    }
    return [...refused];
  }

  async #decide(group: Group): Promise<Decided> {
    const ledger = await this.#ledgers.of(group.stream);
    return { group, ledger, decision: await decideStream(group.facts, ledger, this.#options) };
  }
}

/** Streams that others went on writing at the same time; what was not appended may be sent again. */
export class StreamContentionError extends Error {
  override readonly name = 'StreamContentionError';

  constructor(streams: readonly string[]) {
    super(
      `Others wrote ${streams.length} streams at the same time, ${MOST_ROUNDS} times in a row (first: ${streams[0]}): ` +
        'send the records again; if this stays, look for a second process that takes in the same district.',
    );
  }
}

function appendOf({ group, ledger, decision }: Decided) {
  return { stream: group.stream, expectedRevision: ledger.revision, events: decision.events };
}

function byStream(facts: readonly Fact[]): Group[] {
  const groups = new Map<string, Group>();
  facts.forEach((fact, place) => {
    let group = groups.get(fact.stream);
    if (group === undefined) groups.set(fact.stream, (group = { stream: fact.stream, facts: [], places: [] }));
    group.facts.push(fact);
    group.places.push(place);
  });
  return [...groups.values()];
}
