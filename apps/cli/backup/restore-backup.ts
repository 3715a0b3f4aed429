import { restore } from '#libs/stores';
import type { Terminal } from '../terminal/terminal.js';

/** Makes the data folder of the settings from a backup. */
export async function restoreBackup(terminal: Terminal, dir: string): Promise<void> {
  const folder = restore(await terminal.settings(), dir);
  await terminal.output.write(`${folder} is restored from ${dir}; homeroom verify folds it again and checks every event.\n`);
}
