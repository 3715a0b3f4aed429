import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addProfiles(program: Command, terminal: Terminal): void {
  const group = program
    .command('profiles')
    .description('The rules by which a status is found: what they say, and who decided to use which.')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom profiles list
  $ homeroom profiles show ew-framework
  $ homeroom profiles adopt --profile ed-fi-ews --community harbor --by "A. Rivera" --reason "Board decision of May 4"`,
    );
  addList(group, terminal);
  addShow(group, terminal);
  addAdopt(group, terminal);
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('All rules that come with the product.')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom profiles list\n  $ homeroom profiles list --format json')
    .action(async ({ format }) => {
      const { listProfiles } = await import('./show-profiles.js');
      await listProfiles(terminal, format);
    });
}

function addShow(group: Command, terminal: Terminal): void {
  group
    .command('show')
    .description('One set of rules in plain words.')
    .argument('<name>', 'the name of the rules')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom profiles show ew-framework\n  $ homeroom profiles show ew-framework --format json')
    .action(async (name, { format }) => {
      const { showProfile } = await import('./show-profiles.js');
      await showProfile(terminal, name, format);
    });
}

function addAdopt(group: Command, terminal: Terminal): void {
  group
    .command('adopt')
    .description('Puts rules into force for a community, or for every community of a district that has not decided for itself.')
    .requiredOption('--profile <name>', 'the rules')
    .option('--community <id>', 'the community that is to be judged by them')
    .option('--district <id>', 'the district; with --community only needed where the data folder holds several')
    .requiredOption('--by <name>', 'who decided')
    .requiredOption('--reason <text>', 'why; both are kept for good')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom profiles adopt --profile ed-fi-ews --community harbor --by "A. Rivera" --reason "Board decision of May 4"
  $ homeroom profiles adopt --profile ew-framework --district lincoln --by "A. Rivera" --reason "One rule for all"`,
    )
    .action(async (options) => {
      const { adoptProfile } = await import('./adopt-profile.js');
      await adoptProfile(terminal, options);
    });
}
