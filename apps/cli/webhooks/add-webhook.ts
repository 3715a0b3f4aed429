import { randomBytes } from 'node:crypto';
import { flawOfWebhookUrl, isWebhookSecret } from '#libs/notify';
import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import { CommandFailedError, UsageError } from '../terminal/failures.js';
import type { Terminal } from '../terminal/terminal.js';
import { textOption } from '../terminal/values.js';
import { newSecret } from './new-secret.js';

interface AddWebhookCommand {
  readonly url: string;
  readonly by: string;
  readonly district?: string | undefined;
  readonly secret?: string | undefined;
}

export async function addWebhook(terminal: Terminal, { url, by, district: given, secret = newSecret() }: AddWebhookCommand): Promise<void> {
  const { WEBHOOK_ALLOW_PRIVATE } = await terminal.settings();
  const flaw = flawOfWebhookUrl(url, WEBHOOK_ALLOW_PRIVATE === 'on');
  if (flaw !== null) throw new UsageError(`${JSON.stringify(url)} cannot be posted to: ${flaw}.`);
  if (!isWebhookSecret(secret)) throw new UsageError('--secret is none: expected whsec_ and 24 to 64 bytes in base64.');
  const addedBy = textOption('--by', by);
  await withFolder(terminal, async (embedded) => {
    const district = await districtOf(embedded, given);
    const id = randomBytes(8).toString('hex');
    const addedAt = embedded.clock.now().toISOString();
    if (!(await embedded.directory.addWebhook({ id, district, url, secrets: [secret], addedBy, addedAt }))) {
      throw new CommandFailedError(`District ${district} has an endpoint with this address: homeroom webhooks list shows it.`);
    }
    await terminal.output.write(`Endpoint ${id} of district ${district} was added.\nIts secret, shown only now: ${secret}\n`);
  });
}
