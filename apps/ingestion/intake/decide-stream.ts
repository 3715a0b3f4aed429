import { decideVersion, enterVersion, type Ledger, type Verdict, type Version } from '#libs/domain';
import type { Fact } from './fact-of.js';

/** A version that is to be entered into the ledger when its event stands. */
export interface LedgerEntry {
  readonly fact: Fact;
  readonly version: Version;
  readonly superseded: boolean;
}

/** Time and sequence do not tell which stands: the contents must be compared. */
export interface Tie {
  readonly fact: Fact;
  /** The fact of this batch that stands, or the revision of the event that does. */
  readonly standing: Fact | number;
}

export interface StreamDecision {
  /** The ledger's revision when it was decided: what is appended is appended there or not at all. */
  readonly revision: number;
  /** What is to be appended; may be nothing. */
  readonly entries: readonly LedgerEntry[];
  /** For each fact, in order. */
  readonly outcomes: readonly ('appended' | 'unchanged')[];
}

/**
 * Decides the facts of one stream in their order. The ledger stays as it is until the events are known to stand.
 * @param orders how the contents of facts that tied compare: below 0 when the offered one is the smaller.
 * @returns the first tie that is not in `orders`: look it up and ask again.
 */
export function decideStream(facts: readonly Fact[], ledger: Ledger, orders: ReadonlyMap<Fact, number>): StreamDecision | Tie {
  const entries: LedgerEntry[] = [];
  const outcomes: ('appended' | 'unchanged')[] = [];
  const { revision } = ledger;
  const draft: Ledger | null = facts.length > 1 ? { revision, versions: new Map() } : null;
  for (const fact of facts) {
    const { key, version } = fact.offer;
    const verdict = verdictOf(fact, draft?.versions.has(key) === true ? draft : ledger, orders.get(fact));
    if (verdict.outcome === 'tie') return { fact, standing: entries[verdict.revision - revision - 1]?.fact ?? verdict.revision };
    if (verdict.outcome === 'unchanged') {
      outcomes.push('unchanged');
      continue;
    }
    const entry = { fact, version: { ...version, revision: revision + entries.length + 1 }, superseded: verdict.superseded };
    entries.push(entry);
    outcomes.push('appended');
    if (draft !== null) enterDraft(draft, ledger, entry);
  }
  return { revision, entries, outcomes };
}

function verdictOf({ offer }: Fact, ledger: Ledger, order: number | undefined): Verdict {
  const verdict = decideVersion(ledger, offer);
  return verdict.outcome === 'tie' && order !== undefined ? decideVersion(ledger, offer, order) : verdict;
}

/** Later facts of the batch are decided against the earlier ones of their key. */
function enterDraft(draft: Ledger, ledger: Ledger, { fact, version, superseded }: LedgerEntry): void {
  const { key } = fact.offer;
  if (!draft.versions.has(key)) draft.versions.set(key, [...(ledger.versions.get(key) ?? [])]);
  enterVersion(draft, key, version, superseded);
}
