import type { Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addSecret(program: Command, terminal: Terminal): void {
  const secret = program.command('secret').description('The secret that opens the directory of people.');
  secret
    .command('rotate')
    .description('Puts another secret in its place, also while the system runs; people keep their keys.')
    .option('--from <file>', 'the new secret is the text of this file (- for standard input); default a random one')
    .addHelpText(
      'after',
      `
Without HOMEROOM_SECRET the data folder keeps the secret, and nothing else is to be done. With it the new secret has to be given by --from;
set HOMEROOM_SECRET to it afterwards. Processes that run go on, and need the new one when they are started again.

Examples:
  $ homeroom secret rotate
  $ homeroom secret rotate --from new-secret.txt`,
    )
    .action(async (options) => {
      const { rotate } = await import('./rotate.js');
      await rotate(terminal, options.from ?? null);
    });
}
