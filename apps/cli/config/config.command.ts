import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import { printListing } from '../format/print-listing.js';
import type { Terminal } from '../terminal/terminal.js';

export function addConfig(program: Command, terminal: Terminal): void {
  program
    .command('config')
    .description('Every setting with its value and meaning; secrets are masked. Set them in the environment or in a file .env.')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom config
  $ HOMEROOM_DATA_DIR=/srv/homeroom homeroom config --format json`,
    )
    .action(async ({ format }) => {
      const settings = await terminal.settings();
      const { describeSettings } = await import('#libs/service');
      await printListing(terminal, format, {
        rows: describeSettings(settings),
        columns: [
          { heading: 'name', cell: ({ name }) => name },
          { heading: 'value', cell: ({ value }) => value },
          { heading: 'meaning', cell: ({ meaning }) => meaning },
        ],
        empty: '',
      });
    });
}
