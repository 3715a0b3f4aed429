import { decideAmong, withVersion, type Offer, type TieResult, type Verdict, type Version } from '#libs/domain';
import { nothingRecalled, type CompactLedger, type Recalled } from './compact-ledger.js';
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

/** What an earlier version said is not known any more: its event must be read. */
export interface Forgotten {
  readonly revision: number;
}

/** What was looked up for a decision. */
export interface LookedUp {
  /** How the contents of facts that tied compare: below 0 when the offered one is the smaller. */
  readonly orders: ReadonlyMap<Fact, number>;
  readonly recalled: Recalled;
}

export const nothingLookedUp: LookedUp = { orders: new Map(), recalled: nothingRecalled };

export interface StreamDecision {
  /** The ledger's revision when it was decided: what is appended is appended there or not at all. */
  readonly revision: number;
  /** What is to be appended, in order; may be nothing. The other facts say nothing new. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * Decides the facts of one stream in their order. The ledger stays as it is until the events are known to stand.
 * @returns the first tie or forgotten version that was not looked up: do so and ask again.
 */
export function decideStream(
  facts: readonly Fact[],
  ledger: CompactLedger,
  { orders, recalled }: LookedUp,
): StreamDecision | Tie | Forgotten {
  const { revision } = ledger;
  let entries: LedgerEntry[] = [];
  // Later facts of the batch are decided against the earlier ones of their key.
  const draft: Map<number, readonly Version[]> | null = facts.length > 1 ? new Map() : null;
  for (const [index, fact] of facts.entries()) {
    const versions = draft?.get(fact.keyHash) ?? versionsIn(ledger, fact, recalled);
    if (typeof versions === 'number') return { revision: versions };
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

function versionsIn(ledger: CompactLedger, { keyHash }: Fact, recalled: Recalled): readonly Version[] | number {
  return ledger.versionsOf(keyHash, recalled) ?? noVersions;
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
