import type { Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addDirectory(program: Command, terminal: Terminal): void {
  const group = program
    .command('directory')
    .description('Who the records are about.')
    .addHelpText('after', '\nExamples:\n  $ homeroom directory erase --student 900000006');
  group
    .command('erase')
    .description('Removes a student from the directory for good. What was recorded stays, under a key that belongs to nobody.')
    .requiredOption('--student <id>', 'the student')
    .option('--district <id>', 'needed where the data folder holds several')
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom directory erase --student 900000006\n  $ homeroom directory erase --student 17 --district lincoln',
    )
    .action(async (options) => {
      const { eraseStudent } = await import('./erase-student.js');
      await eraseStudent(terminal, options);
    });
}
