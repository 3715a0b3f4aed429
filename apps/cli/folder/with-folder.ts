import type { Stores } from '#libs/stores';
import type { Terminal } from '../terminal/terminal.js';

export interface FolderOptions {
  /** Makes the data folder where there is none: for commands that bring records in. */
  readonly make?: boolean;
}

/** Opens the data folder for one command and closes it whatever comes of it. */
export async function withFolder<T>(
  terminal: Terminal,
  work: (embedded: Stores) => Promise<T>,
  { make = false }: FolderOptions = {},
): Promise<T> {
  const settings = await terminal.settings();
  const { openStores } = await import('#libs/stores');
  const { clock } = terminal;
  const embedded = await openStores(settings, { mustExist: !make, ...(clock !== undefined && { clock }) });
  try {
    return await work(embedded);
  } finally {
    await embedded.close();
  }
}
