import { backUp } from '#libs/stores';
import type { Terminal } from '../terminal/terminal.js';
import { copying } from './copying.js';

/** Copies what cannot be folded again. */
export async function makeBackup(terminal: Terminal, dir: string): Promise<void> {
  const settings = await terminal.settings();
  const folder = await copying(terminal, 'no backup was made', (watch) => backUp(settings, dir, watch));
  const secret = settings.HOMEROOM_SECRET === undefined ? '' : ' The secret is not in it: keep HOMEROOM_SECRET with it.';
  await terminal.output.write(`The log and the directory are copied to ${folder}.${secret}\n`);
}
