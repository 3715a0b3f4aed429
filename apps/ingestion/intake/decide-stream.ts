import { decideAmong, withVersion, type Offer, type TieResult, type Verdict, type Version } from '#libs/domain';
import type { CompactLedger } from './compact-ledger.js';
import type { Fact } from './fact-of.js';

/** A version that is to be entered into the ledger when its event stands. */
export interface LedgerEntry {
  readonly fact: Fact;
  readonly version: Version;
  readonly superseded: boolean;
  /** How its content compares to that of an earlier event of the same moment; null where there is none. */
  readonly tie: TieResult | null;
  /** Which of the facts it is of, from 0. */
  readonly index: number;
}

/** Time and sequence do not tell which stands: the contents must be compared. */
export interface Tie {
  readonly fact: Fact;
  /** The largest of its moment so far: a fact of this batch, or the revision of an event. */
  readonly rival: Fact | number;
}

export interface StreamDecision {
  /** The ledger's revision when it was decided: what is appended is appended there or not at all. */
  readonly revision: number;
  /** What is to be appended, in order; may be nothing. The other facts say nothing new. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * Decides the facts of one stream in their order. The ledger stays as it is until the events are known to stand.
 * @param orders how the contents of facts that tied compare: below 0 when the offered one is the smaller.
 * @returns the first tie that is not in `orders`: look it up and ask again.
 */
export function decideStream(facts: readonly Fact[], ledger: CompactLedger, orders: ReadonlyMap<Fact, number>): StreamDecision | Tie {
  const { revision } = ledger;
  let entries: LedgerEntry[] = [];
  // Later facts of the batch are decided against the earlier ones of their key.
  const draft: Map<number, readonly Version[]> | null = facts.length > 1 ? new Map() : null;
  for (const [index, fact] of facts.entries()) {
    const versions = draft?.get(fact.keyHash) ?? ledger.versionsOf(fact.keyHash) ?? noVersions;
    const verdict = verdictOf(versions, fact.offer, orders.get(fact));
    if (verdict.outcome === 'tie') return tieOf(fact, entries[verdict.revision - revision - 1], verdict.revision);
    if (verdict.outcome === 'append') {
      const { superseded, tie } = verdict;
      const version = versionAt(fact.offer, tie, revision + entries.length + 1);
      const entry = { fact, version, superseded, tie, index };
      // Most streams get one fact a batch: a list that is pushed to first reserves room for many.
      if (entries.length === 0) entries = [entry];
      else entries.push(entry);
      draft?.set(fact.keyHash, withVersion(versions, version, superseded));
    }
  }
  return { revision, entries };
}

function tieOf(fact: Fact, entry: LedgerEntry | undefined, revision: number): Tie {
  return { fact, rival: entry?.fact ?? revision };
}

const noVersions: readonly Version[] = [];

function verdictOf(versions: readonly Version[], offer: Offer, order: number | undefined): Verdict {
  const verdict = decideAmong(versions, offer);
  return verdict.outcome === 'tie' && order !== undefined ? decideAmong(versions, offer, order) : verdict;
}

function versionAt({ version: { time, sequence, retraction, content } }: Offer, tie: TieResult | null, revision: number): Version {
  return { time, sequence, retraction, content, outranked: tie === 'smaller', revision };
}
