import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { newSecret } from './new-secret.js';
import { unknownEndpoint } from './unknown-endpoint.js';

export async function rotateWebhook(terminal: Terminal, id: string): Promise<void> {
  await withFolder(terminal, async ({ directory }) => {
    const secret = newSecret();
    if (!(await directory.rotateWebhook(id, secret))) throw unknownEndpoint(id);
    await terminal.output.write(
      `The new secret of endpoint ${id}, shown only now: ${secret}\nPosts are signed with the one before as well, until the next rotation.\n`,
    );
  });
}
