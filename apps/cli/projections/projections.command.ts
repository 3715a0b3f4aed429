import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addProjections(program: Command, terminal: Terminal): void {
  program
    .command('quarantined')
    .description('Documents that are not current, because an event could not be folded into them: which, by what event, why.')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom quarantined\n  $ homeroom projections release')
    .action(async ({ format }) => {
      const { showQuarantined } = await import('./show-quarantined.js');
      await showQuarantined(terminal, format);
    });
  addRelease(program.command('projections').description('What folds the log into documents.'), terminal);
}

function addRelease(group: Command, terminal: Terminal): void {
  group
    .command('release')
    .description('Folds the events that wait for a document in quarantine, after a mend; what still cannot be folded waits on.')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A mended program that is started does this by itself. Beside a running one the read models in which something waits are folded anew
and take the place of the old ones (homeroom rebuild).

Examples:
  $ homeroom projections release`,
    )
    .action(async ({ format }) => {
      const { releaseQuarantined } = await import('./release-quarantined.js');
      await releaseQuarantined(terminal, format);
    });
}
