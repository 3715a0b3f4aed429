import type { ReadModel, ReadModels } from '#libs/event-sourcing';
import { pause } from '#libs/service';
import { onTrackCheckpoint } from '../shards/shard-layout.js';
import { checkpointOf, outdatedModels, STUDENTS } from './rebuildable-models.js';
import { RebuildTakenError } from './rebuild-right.js';
import type { RebuildRun } from './rebuild-run.js';
import { rebuild, type RebuildParts } from './rebuild.js';

const LOOK_AGAIN_MS = 500;

/**
 * Folds anew, beside those that stand, the read models whose documents have another form than this program's. Of several processes that
 * start at once one does it, the others wait.
 *
 * @throws NewerFormError; the reason of the signal.
 */
export async function renewOutdated(parts: RebuildParts, { signal, onProgress }: Pick<RebuildRun, 'signal' | 'onProgress'>): Promise<void> {
  for (;;) {
    const outdated: ReadModel[] = [];
    for (const model of await outdatedModels(parts.models)) {
      if (await wasFolded(parts.models, model)) outdated.push(model);
      else await parts.models.versions.noteForm(model.name, model.form);
    }
    if (outdated.length === 0) return;
    try {
      await rebuild(parts, { models: outdated, signal, ...(onProgress && { onProgress }) });
    } catch (error) {
      if (!(error instanceof RebuildTakenError)) throw error;
      await pause(LOOK_AGAIN_MS, signal);
      signal.throwIfAborted();
    }
  }
}

async function wasFolded(models: ReadModels, model: ReadModel): Promise<boolean> {
  return (model.name === STUDENTS ? await onTrackCheckpoint(models) : await models.checkpoint(checkpointOf(model))) > 0;
}
