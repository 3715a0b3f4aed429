import type { Embedded } from '../../standalone/index.js';
import type { Terminal } from '../terminal/terminal.js';

export interface FolderOptions {
  /** Makes the data folder where there is none: for commands that bring records in. */
  readonly make?: boolean;
}

/** Opens the data folder for one command and closes it whatever comes of it. */
export async function withFolder<T>(
  terminal: Terminal,
  work: (embedded: Embedded) => Promise<T>,
  { make = false }: FolderOptions = {},
): Promise<T> {
  const settings = await terminal.settings();
  const { openEmbedded } = await import('../../standalone/index.js');
  const { clock } = terminal;
  const embedded = await openEmbedded(settings, { mustExist: !make, ...(clock !== undefined && { clock }) });
  try {
    return await work(embedded);
  } finally {
    await embedded.close();
  }
}
