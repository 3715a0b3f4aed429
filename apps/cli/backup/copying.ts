import type { CopyingWatch } from '#libs/stores';
import { StoppedError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

/**
 * Shows how far files are copied, and stops when asked to.
 * @param undone what then is as it was before.
 * @throws StoppedError
 */
export async function copying(terminal: Terminal, undone: string, copy: (watch: CopyingWatch) => Promise<string>): Promise<string> {
  const { signal } = terminal;
  try {
    return await withProgress(terminal, 'Copying', (progress) =>
      copy({ signal, onProgress: (file, pages, of) => progress.update(pages, of, `Copying ${file}, pages`) }),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new StoppedError(`stopped before the end: ${undone}, and nothing of it is left; the same command begins again`, { cause: error });
  }
}
