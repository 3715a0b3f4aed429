import type { ReadModel } from '#libs/event-sourcing';

/** What is asked of a rebuild. */
export interface RebuildRun {
  /** Which ones; all of them at one moment. */
  readonly models: readonly ReadModel[];
  /** The half-made versions are then removed, and those that stand stay. */
  readonly signal: AbortSignal;
  /** How far the one that is being folded has come, in positions of the log. */
  readonly onProgress?: (model: string, position: number, head: number) => void;
}
