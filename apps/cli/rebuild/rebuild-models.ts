import type { ReadModel } from '#libs/event-sourcing';
import { rebuild, rebuildableModels } from '../../projections/index.js';
import type { Embedded } from '../../standalone/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import { UsageError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import { stoppable } from '../terminal/stoppable.js';
import type { Terminal } from '../terminal/terminal.js';

/** Rebuilds the read models of these names, or all, and says so when what is in the log now is shown by them. */
export async function rebuildModels(terminal: Terminal, names: readonly string[], format: 'text' | 'json'): Promise<void> {
  const models = namedModels(names);
  await withFolder(terminal, async (embedded) => {
    await rebuildWatched(terminal, embedded, models);
    await bringUpToDate(terminal, embedded);
    const rebuilt = models.map(({ name }) => name);
    await terminal.output.write(format === 'json' ? `${JSON.stringify({ rebuilt })}\n` : `rebuilt ${rebuilt.join(', ')}\n`);
  });
}

/** @throws UsageError where a name is none of them. */
function namedModels(names: readonly string[]): readonly ReadModel[] {
  const known = rebuildableModels.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`${JSON.stringify(unknown)} is no read model; there are: ${known.join(', ')}.`);
  return names.length === 0 ? rebuildableModels : rebuildableModels.filter(({ name }) => names.includes(name));
}

async function rebuildWatched(terminal: Terminal, { store, log, models }: Embedded, chosen: readonly ReadModel[]): Promise<void> {
  const { signal } = terminal;
  const said = (): string => 'the read models are those of before';
  await stoppable(terminal, said, () =>
    withProgress(terminal, 'Rebuilding', (progress) => {
      const onProgress = (model: string, position: number, head: number): void => progress.update(position, head, `Rebuilding ${model}`);
      return rebuild({ store, log, models }, { models: chosen, signal, onProgress });
    }),
  );
}
