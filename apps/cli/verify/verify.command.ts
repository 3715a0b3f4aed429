import { Option, type Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description('Folds the whole log anew and compares; gives one figure by which two data folders can be compared.')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText(
      'after',
      `
models  every event is as it was appended, every document is what a new fold of the log comes to, every status was decided as recorded
state   a hash of what stands, by the district's own ids: the same for two folders that know the same, however it came in

Examples:
  $ homeroom verify
  $ homeroom verify --format json`,
    )
    .action(async ({ format }) => {
      const { verify } = await import('./verify-folder.js');
      await verify(terminal, format);
    });
}
