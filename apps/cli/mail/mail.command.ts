import { Option, type Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addMail(program: Command, terminal: Terminal): void {
  const group = program
    .command('mail')
    .description('How e-mails go out.')
    .addHelpText('after', '\nExamples:\n  $ homeroom mail test --to me@school.example');
  group
    .command('test')
    .description('Sends an empty digest, as a notice would go, and says what came of it.')
    .requiredOption('--to <address>', 'who gets it')
    .addOption(new Option('--locale <language>', 'in which language').choices(['en', 'es'] as const).default('en' as const))
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom mail test --to me@school.example\n  $ homeroom mail test --to me@school.example --locale es',
    )
    .action(async (options) => {
      const { testMail } = await import('./test-mail.js');
      await testMail(terminal, options);
    });
}
