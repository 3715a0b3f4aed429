import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';
import { wholeNumber } from '../terminal/whole-number.js';

export function addReplay(program: Command, terminal: Terminal): void {
  program
    .command('replay')
    .description('The whole history folded again under other rules, beside what stands: who would change, and why. Changes nothing.')
    .requiredOption('--profile <rules>', 'shipped or adopted rules by NAME or NAME@VERSION, or a file such as ./ours.json')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--from <date>', 'count how often each student went off track since that day, and would have gone')
    .addOption(
      new Option('--to <date>', 'the day that both rules are asked for; kafka, alone or as a second --to, sends each change to a topic')
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([] as readonly string[], "the district's day"),
    )
    .option('--topic <name>', 'with --to kafka: a topic that is there, never the live one (default: homeroom.on-track.replay)')
    .option('--workers <n>', 'threads that share the students (default: one a core)', wholeNumber)
    .option('--communities', 'only the communities, in any format', false)
    .option('--all', 'also the students whom nothing would change for', false)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A table shows the communities, then the students; json is one object with both; ndjson and csv have a row for each student, or with
--communities for each community. What happened stays as it is: nothing is recorded, nobody is told.

Examples:
  $ homeroom replay --profile air-nhsc
  $ homeroom replay --profile ./ours.json --communities --format csv
  $ homeroom replay --profile air-nhsc --from 2025-10-01 --to 2025-12-16 --format ndjson
  $ KAFKA_BROKERS=localhost:9092 homeroom replay --profile air-nhsc --to kafka`,
    )
    .action(async (options) => {
      const { replay } = await import('./run-replay.js');
      await replay(terminal, options);
    });
}
