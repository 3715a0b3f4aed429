import type { CopyingWatch } from '#libs/stores';
import { withProgress } from '../terminal/progress.js';
import { stoppable } from '../terminal/stoppable.js';
import type { Terminal } from '../terminal/terminal.js';

/**
 * Shows how far files are copied, and stops when asked to.
 * @param undone what then is as it was before.
 * @throws StoppedError
 */
export function copying(terminal: Terminal, undone: string, copy: (watch: CopyingWatch) => Promise<string>): Promise<string> {
  const { signal } = terminal;
  const said = (): string => `${undone}, and nothing of it is left; the same command begins again`;
  return stoppable(terminal, said, () =>
    withProgress(terminal, 'Copying', (progress) =>
      copy({ signal, onProgress: (file, pages, of) => progress.update(pages, of, `Copying ${file}, pages`) }),
    ),
  );
}
