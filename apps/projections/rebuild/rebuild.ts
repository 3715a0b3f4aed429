import type { EventLog, EventStore, FailPoint, ModelsDraft, ReadModels } from '#libs/event-sourcing';
import { onTrackNames, ShardLayouts } from '../shards/shard-layout.js';
import { DraftFold } from './draft-fold.js';
import { RebuildRight } from './rebuild-right.js';
import type { RebuildRun } from './rebuild-run.js';

export interface RebuildParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly log: EventLog;
  readonly models: ReadModels;
  /** Called as `begun`, `folded`, `published` and `removed`, and between the steps of the projections. */
  readonly failPoint?: FailPoint;
}

/** Read models cannot be rebuilt just now: why, and what to do. */
class RebuildFailedError extends Error {
  override readonly name = 'RebuildFailedError';
}

/**
 * Folds read models anew from the start of the log, beside those that everybody reads, which go on meanwhile, and lets the new ones take
 * their place at one moment. Nothing is recorded: what is not yet decided by those that stand is left to who goes on from there.
 *
 * @throws RebuildTakenError, RebuildFailedError; the reason of the signal.
 */
export async function rebuild(parts: RebuildParts, run: RebuildRun): Promise<void> {
  const right = new RebuildRight(parts.models);
  await right.take(run.signal);
  try {
    const draft = await parts.models.versions.begin(run.models);
    await foldOrDiscard(draft, right, { parts, run });
    await draft.publish(() => parts.failPoint?.('published'));
    await parts.failPoint?.('removed');
  } finally {
    await right.release();
  }
}

async function foldOrDiscard(
  draft: ModelsDraft,
  right: RebuildRight,
  { parts, run }: { readonly parts: RebuildParts; readonly run: RebuildRun },
): Promise<void> {
  try {
    await parts.failPoint?.('begun');
    const layout = await new ShardLayouts(parts.models).inForce();
    await requireWorked(parts.models, layout.since);
    await new DraftFold({ ...parts, draft: draft.models, right, layout }, run).toTheEnd();
    run.signal.throwIfAborted();
    const { of } = await new ShardLayouts(parts.models).inForce();
    if (of !== layout.of)
      throw new RebuildFailedError('The students were divided among other processes meanwhile: give the command again.');
    await parts.failPoint?.('folded');
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/** A shard that has just been moved knows nothing of its own yet: what communities come to would be incomplete. */
async function requireWorked(models: ReadModels, since: number): Promise<void> {
  for (const name of await onTrackNames(models)) {
    if ((await models.checkpoint(name)) >= since) continue;
    throw new RebuildFailedError('The students were just divided among other processes, and not all of those have run: start them first.');
  }
}
