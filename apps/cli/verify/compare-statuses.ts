import { parseStream, type StatusChanged } from '#libs/domain';
import { ON_TRACK } from '../../projections/index.js';
import type { Embedded } from '../../standalone/index.js';
import { labelsOf } from '../folder/person-labels.js';
import type { Anew } from './fold-anew.js';

/** Whether the status changes in the log are those that were decided anew, by their ids; a sentence about the first that is not. */
export async function compareStatuses(
  { log, directory }: Embedded,
  { models, decided }: Anew,
  signal: AbortSignal,
): Promise<string | null> {
  const upTo = await models.checkpoint(ON_TRACK);
  const tell = async (stream: string, what: string): Promise<string> => {
    const name = parseStream(stream);
    const label =
      name.kind === 'status' ? `student ${(await labelsOf(directory, [name.key]))(name.key)}, school year ${name.year}` : stream;
    return `the recorded statuses differ from what is decided anew, first of ${label}: ${what}.`;
  };
  const recorded = new Map<string, number>();
  for await (const { events } of log.read({ prefixes: ['status-'] })) {
    signal.throwIfAborted();
    for (const { stream, id, data, position } of events) {
      if ((data as StatusChanged).cause.position > upTo) continue;
      const index = recorded.get(stream) ?? 0;
      if (decided.get(stream)?.[index] !== id) return tell(stream, `the change at position ${position} is another one`);
      recorded.set(stream, index + 1);
    }
  }
  for (const [stream, ids] of decided) {
    const count = recorded.get(stream) ?? 0;
    if (count < ids.length) return tell(stream, `${count} changes are recorded, ${ids.length} are decided`);
  }
  return null;
}
