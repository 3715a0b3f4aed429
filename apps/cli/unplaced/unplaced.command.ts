import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addUnplaced(program: Command, terminal: Terminal): void {
  program
    .command('unplaced')
    .description('Records that were taken in and do not count: whose, why, and what would place them.')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--student <id>', 'only those of one student')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom unplaced
  $ homeroom unplaced --student S-1042
  $ homeroom unplaced --format csv`,
    )
    .action(async (options) => {
      const { showUnplaced } = await import('./show-unplaced.js');
      await showUnplaced(terminal, options);
    });
}
