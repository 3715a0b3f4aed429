import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addStatus(program: Command, terminal: Terminal): void {
  program
    .command('status')
    .description("Who is on track and who is not, one row a student: by the live models, or by folding the students' history anew.")
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--school <id>', 'only students of this school')
    .option('--community <id>', 'only students of this community')
    .option('--student <id>', 'only this student, with the evidence down to the events')
    .option('--as-of <date>', "the day it is asked for (default: the district's day)")
    .option('--known-at <instant>', 'as it was known at a moment, that moment included')
    .option('--profile <rules>', 'under these instead of those that were adopted: NAME, NAME@VERSION or a file such as ./ours.json')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom status --district lincoln
  $ homeroom status --community harbor --format csv > harbor.csv
  $ homeroom status --as-of 2025-12-16 --profile ew-framework --format ndjson
  $ homeroom status --as-of 2025-12-16 --known-at 2025-12-17T00:00:00Z
  $ homeroom status --student 900000006`,
    )
    .action(async (options) => {
      const { showStatus } = await import('./show-status.js');
      await showStatus(terminal, options);
    });
}
