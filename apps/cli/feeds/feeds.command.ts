import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addFeeds(program: Command, terminal: Terminal): void {
  program
    .command('feeds')
    .description('What has come from each system for each school, and where it is: read = appended + unchanged + deadLettered.')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--day <date>', 'only what came on that day at the district, or: today, yesterday')
    .option('--from <date>', 'day by day from here on')
    .option('--to <date>', 'day by day up to here (default: today)')
    .option('--school <id>', 'only records that name this school')
    .option('--record <kind>', 'only this kind of record, for example attendance-recorded')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Where a record can be:
  appended      in the log; superseded: of those, it came later than a newer version, which stands
  unchanged     it said what was known already; what is delivered again counts again
  deadLettered  refused, waits: homeroom dead-letters list. One that was retried since counts where it was taken in
  unplaced      of those in the log, it waits for an enrolment: homeroom unplaced

Examples:
  $ homeroom feeds
  $ homeroom feeds --day yesterday --record attendance-recorded
  $ homeroom feeds --from 2026-01-05 --to 2026-01-31 --format csv`,
    )
    .action(async (options) => {
      const { showFeeds } = await import('./show-feeds.js');
      await showFeeds(terminal, options);
    });
}
