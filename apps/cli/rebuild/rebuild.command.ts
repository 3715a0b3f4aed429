import { Option, type Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addRebuild(program: Command, terminal: Terminal): void {
  program
    .command('rebuild')
    .description('Folds the read models anew from the log, beside those that are read meanwhile, and lets the new ones take their place.')
    .argument('[models...]', 'which ones: students (with their communities), alerts, inboxes and so on; default all')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText(
      'after',
      `
Records can come in meanwhile, and whoever reads sees the old documents until all new ones are there. Nothing is recorded, nobody is
notified. Ctrl-C leaves everything as it was. The old documents are removed afterwards and their space is given back.

Examples:
  $ homeroom rebuild
  $ homeroom rebuild students --format json`,
    )
    .action(async (models, { format }) => {
      const { rebuildModels } = await import('./rebuild-models.js');
      await rebuildModels(terminal, models, format);
    });
}
