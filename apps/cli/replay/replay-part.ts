import type { ReplayedChange, ReplayedRow, ReplayQuestion } from '#libs/replay';

/** What a thread is given: a question about its share of the students. */
export interface ReplayPart {
  readonly logUrl: string;
  readonly question: ReplayQuestion;
  /** Whether the changes of status are wanted, not only what they come to. */
  readonly tellsChanges: boolean;
}

/** What a thread says. After changes it waits for any answer, so that no more of them are in memory than a page of the log makes. */
export type PartMessage =
  | { readonly kind: 'page'; readonly position: number }
  | { readonly kind: 'changes'; readonly changes: readonly ReplayedChange[] }
  | { readonly kind: 'rows'; readonly rows: readonly ReplayedRow[] };
