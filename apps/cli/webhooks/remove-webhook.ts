import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';
import { unknownEndpoint } from './unknown-endpoint.js';

export async function removeWebhook(terminal: Terminal, id: string): Promise<void> {
  await withFolder(terminal, async ({ directory }) => {
    if (!(await directory.removeWebhook(id))) throw unknownEndpoint(id);
    await terminal.output.write(`Endpoint ${id} and its secrets were removed.\n`);
  });
}
