import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

const adoptExample = '$ homeroom triggers adopt --triggers staged-response --district lincoln --by "A. Rivera" --reason "Tried in spring"';

export function addTriggers(program: Command, terminal: Terminal): void {
  const group = program
    .command('triggers')
    .description('What is told to whom: when an alert is raised, who gets it, how much interrupting is borne.')
    .addHelpText('after', `\nExamples:\n  $ homeroom triggers list\n  $ homeroom triggers show staged-response\n  ${adoptExample}`);
  addReading(group, terminal);
  addAdopt(group, terminal);
}

function addReading(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('All sets that come with the product.')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom triggers list\n  $ homeroom triggers list --format json')
    .action(async ({ format }) => {
      const { listTriggerSets } = await import('./trigger-sets.js');
      await listTriggerSets(terminal, format);
    });
  group
    .command('show')
    .description('One set in plain words.')
    .argument('<name>', 'the name of the set')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom triggers show off-track\n  $ homeroom triggers show staged-response --format json')
    .action(async (name, { format }) => {
      const { showTriggerSet } = await import('./trigger-sets.js');
      await showTriggerSet(terminal, name, format);
    });
  group
    .command('check')
    .description("Holds a district's own file against what triggers can mean, and says what it does in plain words.")
    .argument('<file>', 'a JSON file as `triggers show --format json` prints it')
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom triggers show staged-response --format json > ours.json\n  $ homeroom triggers check ours.json',
    )
    .action(async (file) => {
      const { checkTriggerFile } = await import('./trigger-sets.js');
      await checkTriggerFile(terminal, file);
    });
}

function addAdopt(group: Command, terminal: Terminal): void {
  group
    .command('adopt')
    .description('Puts triggers into force for a community, or for every community of a district that has not decided for itself.')
    .requiredOption('--triggers <name or file>', 'a shipped set, or a .json file of your own')
    .option('--community <id>', 'the community for which they are to hold')
    .option('--district <id>', 'the district; with --community only needed where the data folder holds several')
    .requiredOption('--by <name>', 'who decided')
    .requiredOption('--reason <text>', 'why; both are kept for good')
    .addHelpText(
      'after',
      `\nExamples:\n  ${adoptExample}\n  $ homeroom triggers adopt --triggers ours.json --community harbor --by "A. Rivera" --reason "Team decision"`,
    )
    .action(async (options) => {
      const { adoptTriggers } = await import('./adopt-triggers.js');
      await adoptTriggers(terminal, options);
    });
}
