import type { Embedded } from '../../standalone/index.js';
import type { Terminal } from '../terminal/terminal.js';
import { withProgress } from '../terminal/progress.js';

/** Brings the read models up to the end of the log, or waits until whoever runs them has. */
export async function bringUpToDate(terminal: Terminal, embedded: Embedded): Promise<void> {
  const { ensureCurrent } = await import('../../standalone/index.js');
  await withProgress(terminal, 'Bringing the read models up to date', () => ensureCurrent(embedded, terminal.signal));
}
