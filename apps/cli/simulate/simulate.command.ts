import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import { wholeNumber } from '../terminal/whole-number.js';
import type { Terminal } from '../terminal/terminal.js';

export function addSimulate(program: Command, terminal: Terminal): void {
  program
    .command('simulate')
    .description('A made-up district, day by day: the same seed gives the same records.')
    .option('--students <n>', 'students enrolled at the start of each year', wholeNumber, 1_200)
    .option('--days <n>', 'school days of the last year (default: all)', wholeNumber)
    .option('--seed <n>', 'another number, another district', wholeNumber, 1)
    .option('--years <n>', 'school years; all but the last are full', wholeNumber, 1)
    .option('--from <year>', 'the first school year, by its end year', wholeNumber, 2026)
    .option('--district <id>', "the district's id", 'simulated')
    .option('--exception-only', 'schools record absences only (default: some of them)', false)
    .option('--live', 'the workers catch up after each school day, so that people are told as they would have been', false)
    .option('--sections', 'attendance is taken in each class from grade 6 on', false)
    .addOption(
      new Option(
        '--to <where>',
        'into the data folder (embedded), as NDJSON of CloudEvents (file), or to the topics of KAFKA_BROKERS (kafka)',
      )
        .choices(['embedded', 'file', 'kafka'] as const)
        .default('embedded' as const),
    )
    .option('--out <file>', 'with --to file: the file to write (default: standard output)')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom simulate --students 1200 --days 60
  $ homeroom simulate --students 300 --days 120 --live
  $ homeroom simulate --students 10000 --days 180 --seed 1 --district big
  $ homeroom simulate --students 300 --to file --out district.ndjson
  $ KAFKA_BROKERS=localhost:9092 homeroom simulate --students 1000 --days 60 --to kafka`,
    )
    .action(async (options) => {
      const { simulate } = await import('./run-simulation.js');
      await simulate(terminal, options);
    });
}
