import { text } from 'node:stream/consumers';
import { rotateSecret } from '#libs/stores';
import { withFolder } from '../folder/with-folder.js';
import { textOfFile } from '../terminal/text-of-file.js';
import type { Terminal } from '../terminal/terminal.js';

/** @param from the file of the new secret, `-` for standard input; null: a random one. */
export async function rotate(terminal: Terminal, from: string | null): Promise<void> {
  const settings = await terminal.settings();
  const given = from === null ? null : (from === '-' ? await text(terminal.input) : await textOfFile(from)).trim();
  await withFolder(terminal, (embedded) => rotateSecret(embedded, settings, { secret: given }));
  await terminal.output.write(
    settings.HOMEROOM_SECRET === undefined
      ? 'The secret of the data folder was rotated. Backups of before need the one that is in them.\n'
      : 'The directory opens with the new secret: set HOMEROOM_SECRET to it now. Processes that run need it when they are started again.\n',
  );
}
