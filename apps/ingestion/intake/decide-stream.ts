import { decideVersion, enterVersion, type Ledger } from '#libs/domain';
import type { NewEvent } from '#libs/event-sourcing';
import type { ContentOrder } from './content-order.js';
import { factEvent } from './fact-event.js';
import type { Fact } from './fact-of.js';
import type { LedgerChange } from './ledgers.js';

export interface StreamDecision {
  /** What is to be appended after the ledger's revision; may be nothing. */
  readonly events: readonly NewEvent[];
  readonly change: LedgerChange;
  /** For each fact, in order. */
  readonly outcomes: readonly ('appended' | 'unchanged')[];
}

export interface DecideOptions {
  readonly newId: () => string;
  readonly contentOrder: ContentOrder;
}

/** Decides the facts of one stream in their order. The ledger stays as it is until the events are known to stand. */
export async function decideStream(facts: readonly Fact[], ledger: Ledger, options: DecideOptions): Promise<StreamDecision> {
  const draft: Ledger = { revision: ledger.revision, versions: new Map() };
  const appended: Fact[] = [];
  const events: NewEvent[] = [];
  const outcomes: ('appended' | 'unchanged')[] = [];
  const orderAt = async (fact: Fact, revision: number): Promise<number> => {
    const standing = appended[revision - ledger.revision - 1];
    return standing === undefined ? options.contentOrder.ofStored(fact, revision) : options.contentOrder.ofFacts(fact, standing);
  };
  for (const fact of facts) {
    const { key, version } = fact.offer;
    const known = ledger.versions.get(key);
    if (known !== undefined && !draft.versions.has(key)) draft.versions.set(key, [...known]);
    let verdict = decideVersion(draft, fact.offer);
    if (verdict.outcome === 'tie') verdict = decideVersion(draft, fact.offer, await orderAt(fact, verdict.revision));
    if (verdict.outcome === 'append') {
      enterVersion(draft, key, { ...version, revision: draft.revision + 1 }, verdict.superseded);
      events.push(factEvent(fact, verdict.superseded, options.newId()));
      appended.push(fact);
    }
    outcomes.push(verdict.outcome === 'append' ? 'appended' : 'unchanged');
  }
  return { events, change: draft, outcomes };
}
