import { restore } from '#libs/stores';
import type { Terminal } from '../terminal/terminal.js';
import { copying } from './copying.js';

/** Makes the data folder of the settings from a backup. */
export async function restoreBackup(terminal: Terminal, dir: string): Promise<void> {
  const settings = await terminal.settings();
  const folder = await copying(terminal, 'nothing was restored', (watch) => restore(settings, dir, watch));
  await terminal.output.write(`${folder} is restored from ${dir}; homeroom verify folds it again and checks every event.\n`);
}
