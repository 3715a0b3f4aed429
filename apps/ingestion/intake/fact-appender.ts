import type { Append, EventStore } from '#libs/event-sourcing';
import type { CompactLedger } from './compact-ledger.js';
import type { ContentOrder } from './content-order.js';
import { decideStream, nothingLookedUp, type Forgotten, type StreamDecision, type Tie } from './decide-stream.js';
import { factEvent } from './fact-event.js';
import type { Fact } from './fact-of.js';
import { Ledgers } from './ledgers.js';
import type { LedgerVersion } from './stored-version.js';

export interface FactAppenderOptions {
  readonly store: EventStore;
  readonly contentOrder: ContentOrder;
  readonly newId: () => string;
  /** How many versions the ledgers in memory may hold. */
  readonly ledgerVersions: number;
  /** See `CompactLedger`. */
  readonly ledgerWindow?: number | undefined;
}

/** The facts of one stream with their places in the batch. */
interface Group {
  readonly stream: string;
  readonly facts: Fact[];
  readonly places: number[];
}

interface Decided {
  readonly group: Group;
  readonly ledger: CompactLedger;
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
    this.#ledgers = new Ledgers(options.store, options.ledgerVersions, options.ledgerWindow);
  }

  /** What became of each fact, in order; when this resolves it is durable. */
  async append(facts: readonly Fact[]): Promise<readonly ('appended' | 'unchanged')[]> {
    const outcomes = facts.map((): 'appended' | 'unchanged' => 'unchanged');
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
    for (const group of open) {
      const ledger = this.#ledgers.known(group.stream) ?? (await this.#ledgers.load(group.stream));
      const decision = decideStream(group.facts, ledger, nothingLookedUp);
      decided.push({ group, ledger, decision: 'entries' in decision ? decision : await this.#lookUp(group, ledger, decision) });
    }
    const changes = decided.filter(({ decision }) => decision.entries.length > 0);
    const appends = changes.map((change) => this.#appendOf(change));
    const results = appends.length === 0 ? [] : await this.#options.store.appendMany(appends);
    const refused: Group[] = [];
    changes.forEach(({ group, ledger, decision }, index) => {
      const result = results[index];
      if (result === undefined) throw new Error(`The event store did not answer an append to ${group.stream}.`);
      if (result.outcome === 'appended') {
        this.#ledgers.enter(group.stream, ledger, decision.entries);
        for (const { index: fact } of decision.entries) outcomes[group.places[fact] ?? 0] = 'appended';
      } else {
        this.#ledgers.forget(group.stream);
        refused.push(group);
      }
    });
    return refused;
  }

  /** Ties and what was forgotten are rare: each is looked up, and the stream is decided again with what was found. */
  async #lookUp({ stream, facts }: Group, ledger: CompactLedger, first: Tie | Forgotten): Promise<StreamDecision> {
    const orders = new Map<Fact, number>();
    const recalled = new Map<number, LedgerVersion>();
    for (let asked = first; ;) {
      const { revision } = ledger;
      if ('rival' in asked) orders.set(asked.fact, await this.#orderOf(asked));
      else for (const [at, said] of await this.#ledgers.recall(stream, asked.revision, ledger)) recalled.set(at, said);
      // Somebody else's records were entered meanwhile: other versions may stand now.
      if (ledger.revision !== revision) orders.clear();
      const decision = decideStream(facts, ledger, { orders, recalled });
      if ('entries' in decision) return decision;
      asked = decision;
    }
  }

  async #orderOf({ fact, rival }: Tie): Promise<number> {
    const { contentOrder } = this.#options;
    return typeof rival === 'number' ? contentOrder.ofStored(fact, rival) : contentOrder.ofFacts(fact, rival);
  }

  #appendOf({ group, decision }: Decided): Append {
    const events = decision.entries.map((entry) => factEvent(entry, this.#options.newId()));
    return { stream: group.stream, expectedRevision: decision.revision, events };
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

function byStream(facts: readonly Fact[]): Group[] {
  const groups = new Map<string, Group>();
  facts.forEach((fact, place) => {
    const group = groups.get(fact.stream);
    if (group === undefined) {
      groups.set(fact.stream, { stream: fact.stream, facts: [fact], places: [place] });
      return;
    }
    group.facts.push(fact);
    group.places.push(place);
  });
  return [...groups.values()];
}
