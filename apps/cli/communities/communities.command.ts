import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addCommunities(program: Command, terminal: Terminal): void {
  program
    .command('communities')
    .description('One row a community: how large it is, and how many of its students are on track.')
    .option('--district <id>', 'needed where the data folder holds several')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom communities
  $ homeroom communities --district lincoln --format json`,
    )
    .action(async (options) => {
      const { showCommunities } = await import('./show-communities.js');
      await showCommunities(terminal, options);
    });
}
