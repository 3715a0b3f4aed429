import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '#libs/notify';
import { publicUrlOf } from '#libs/service';
import { openChannels } from '../../alerting/index.js';
import { printDelivery } from '../folder/print-delivery.js';
import { withFolder } from '../folder/with-folder.js';
import type { Terminal } from '../terminal/terminal.js';

interface TestMailCommand {
  readonly to: string;
  readonly locale: 'en' | 'es';
}

export async function testMail(terminal: Terminal, { to: address, locale }: TestMailCommand): Promise<void> {
  const settings = await terminal.settings();
  const message: OutgoingMessage = {
    messageId: `test-${randomUUID()}`,
    kind: 'digest',
    severity: 'info',
    recipient: { address, locale },
    links: [{ to: 'inbox', url: `${publicUrlOf(settings)}/` }],
  };
  await withFolder(terminal, async (embedded) => {
    const { 'e-mail': channel } = openChannels(settings, embedded);
    await printDelivery(terminal, await channel.deliver(message, { signal: terminal.signal }));
  });
}
