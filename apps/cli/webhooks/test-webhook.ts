import { randomUUID } from 'node:crypto';
import { postWebhook } from '#libs/notify';
import { printDelivery } from '../folder/print-delivery.js';
import { withFolder } from '../folder/with-folder.js';
import { CommandFailedError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { unknownEndpoint } from './unknown-endpoint.js';

export async function testWebhook(terminal: Terminal, id: string): Promise<void> {
  const { WEBHOOK_ALLOW_PRIVATE } = await terminal.settings();
  await withFolder(terminal, async ({ directory, clock }) => {
    const endpoint = await directory.webhook(id);
    if (endpoint === null) throw unknownEndpoint(id);
    const { disabled } = endpoint;
    if (disabled !== undefined) {
      throw new CommandFailedError(`Endpoint ${id} is switched off since ${disabled.at} (${disabled.reason}): remove it and add it anew.`);
    }
    const message = { id: `test-${randomUUID()}`, body: { type: 'homeroom.test.v1', data: {} } } as const;
    const { signal } = terminal;
    await printDelivery(terminal, await postWebhook(endpoint, message, { clock, signal, allowPrivate: WEBHOOK_ALLOW_PRIVATE === 'on' }));
  });
}
