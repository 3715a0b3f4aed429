import type { Embedded } from '../../standalone/index.js';
import type { Progress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { withProgress } from '../terminal/progress.js';

const LOOK_EVERY_MS = 500;

/** Brings the read models up to the end of the log, or waits until whoever runs them has. */
export async function bringUpToDate(terminal: Terminal, embedded: Embedded): Promise<void> {
  const { ensureCurrent } = await import('../../standalone/index.js');
  await withProgress(terminal, 'Bringing the read models up to date', async (progress) => {
    const watching = setInterval(() => void show(progress, embedded).catch(() => clearInterval(watching)), LOOK_EVERY_MS);
    try {
      await ensureCurrent(embedded, terminal.signal);
    } finally {
      clearInterval(watching);
    }
  });
}

/** The statuses are by far the most of the work, whichever process does it. */
async function show(progress: Progress, { log, models }: Embedded): Promise<void> {
  const { onTrackCheckpoint } = await import('../../projections/index.js');
  progress.update(await onTrackCheckpoint(models), await log.head());
}
