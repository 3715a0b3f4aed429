import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addDeadLetters(program: Command, terminal: Terminal): void {
  const group = program
    .command('dead-letters')
    .description('Records that were refused: why, where they came from, what they were; and a second try.')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom dead-letters list
  $ homeroom dead-letters show 3f9a1c
  $ homeroom dead-letters retry 3f9a1c`,
    );
  addList(group, terminal);
  addShow(group, terminal);
  addRetry(group, terminal);
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('All of them in order of arrival.')
    .option('--district <id>', 'only those that say they are of this district')
    .addOption(
      new Option('--state <state>', 'only those that wait, or only those that were taken in after all').choices([
        'waiting',
        'retried',
      ] as const),
    )
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom dead-letters list --state waiting\n  $ homeroom dead-letters list --format ndjson')
    .action(async (options) => {
      const { listDeadLetters } = await import('./list-dead-letters.js');
      await listDeadLetters(terminal, options);
    });
}

function addShow(group: Command, terminal: Terminal): void {
  group
    .command('show')
    .description('One of them with its original.')
    .argument('<id>', 'its id, or the beginning of it')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom dead-letters show 3f9a1c\n  $ homeroom dead-letters show 3f9a1c --format json')
    .action(async (id, { format }) => {
      const { showDeadLetter } = await import('./show-dead-letter.js');
      await showDeadLetter(terminal, id, format);
    });
}

function addRetry(group: Command, terminal: Terminal): void {
  group
    .command('retry')
    .description('Sends originals through the intake once more, for example after an update; what is refused again stays.')
    .argument('[id...]', 'their ids, or the beginnings of them (default: all that wait, but for those sent to another district)')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom dead-letters retry 3f9a1c 77b0e2\n  $ homeroom dead-letters retry')
    .action(async (ids, { format }) => {
      const { retryDeadLetters } = await import('./retry-dead-letters.js');
      await retryDeadLetters(terminal, ids, format);
    });
}
