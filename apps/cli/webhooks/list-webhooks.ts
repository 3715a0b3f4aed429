import { districtOf } from '../folder/districts.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

interface ListWebhooksCommand {
  readonly district?: string | undefined;
  readonly format: Format;
}

export async function listWebhooks(terminal: Terminal, { district: given, format }: ListWebhooksCommand): Promise<void> {
  await withFolder(terminal, async (embedded) => {
    const endpoints = await embedded.directory.webhooks(await districtOf(embedded, given));
    await printListing(terminal, format, {
      rows: endpoints.map(({ secrets: _, disabled, ...shown }) => ({ ...shown, disabled: disabled ?? null })),
      columns: [
        { heading: 'id', cell: ({ id }) => id },
        { heading: 'url', cell: ({ url }) => url },
        { heading: 'added by', cell: ({ addedBy }) => addedBy },
        { heading: 'added at', cell: ({ addedAt }) => addedAt },
        { heading: 'state', cell: ({ disabled }) => (disabled === null ? 'on' : `off since ${disabled.at}: ${disabled.reason}`) },
      ],
      empty: 'No endpoint was added yet: homeroom webhooks add does.',
    });
  });
}
