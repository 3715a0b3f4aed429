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
  $ homeroom profiles history --district lincoln
  $ homeroom profiles adopt --profile ed-fi-ews --community harbor --by "A. Rivera" --reason "Board decision of May 4"`,
    );
  addList(group, terminal);
  addShow(group, terminal);
  addDiff(group, terminal);
  addCheck(group, terminal);
  addAdopt(group, terminal);
  addHistory(group, terminal);
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('All rules that come with the product, and those that districts have adopted of their own.')
    .option('--district <id>', 'only this one of the districts')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom profiles list\n  $ homeroom profiles list --format json')
    .action(async (options) => {
      const { listProfiles } = await import('./show-profiles.js');
      await listProfiles(terminal, options);
    });
}

function addShow(group: Command, terminal: Terminal): void {
  group
    .command('show')
    .description('One set of rules in plain words.')
    .argument('<name>', 'the name of the rules, for an earlier version NAME@VERSION')
    .option('--district <id>', 'whose own rules are meant, where several have some of that name')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addOption(new Option('--language <code>', 'of the sentences').choices(['en', 'es'] as const).default('en' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom profiles show ew-framework\n  $ homeroom profiles show ew-framework --language es')
    .action(async (name, options) => {
      const { showProfile } = await import('./show-profiles.js');
      await showProfile(terminal, { ...options, name });
    });
}

function addDiff(group: Command, terminal: Terminal): void {
  group
    .command('diff')
    .description('What two sets of rules ask for differently, by grade.')
    .argument('<first>', 'the one: NAME, NAME@VERSION or a file such as ./ours.json')
    .argument('<second>', 'the other')
    .option('--district <id>', 'whose own rules are meant, where several have some of that name')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom profiles diff ew-framework air-nhsc\n  $ homeroom profiles diff ew-framework ./ours.json',
    )
    .action(async (first, second, options) => {
      const { showDifferences } = await import('./show-differences.js');
      await showDifferences(terminal, { ...options, names: [first, second] });
    });
}

function addCheck(group: Command, terminal: Terminal): void {
  group
    .command('check')
    .description('Holds a file of rules against what rules can mean; every problem with its line.')
    .argument('<file>', 'a JSON file in the form that profiles show --format json prints')
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom profiles show ew-framework --format json > ours.json\n  $ homeroom profiles check ours.json',
    )
    .action(async (file) => {
      const { checkProfile } = await import('./check-profile.js');
      await checkProfile(terminal, file);
    });
}

function addAdopt(group: Command, terminal: Terminal): void {
  group
    .command('adopt')
    .description('Puts rules into force for a community, or for every community of a district that has not decided for itself.')
    .requiredOption('--profile <rules>', 'NAME, NAME@VERSION, or a file of your own such as ./ours.json')
    .option('--community <id>', 'the community that is to be judged by them')
    .option('--district <id>', 'the district; with --community only needed where the data folder holds several')
    .requiredOption('--by <name>', 'who decided')
    .requiredOption('--reason <text>', 'why; both are kept for good')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom profiles adopt --profile ed-fi-ews --community harbor --by "A. Rivera" --reason "Board decision of May 4"
  $ homeroom profiles adopt --profile ./ours.json --district lincoln --by "A. Rivera" --reason "93 %, as tried in spring"`,
    )
    .action(async (options) => {
      const { adoptProfile } = await import('./adopt-profile.js');
      await adoptProfile(terminal, options);
    });
}

function addHistory(group: Command, terminal: Terminal): void {
  group
    .command('history')
    .description('Which rules were in force for whom, since when, by whose decision and why.')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--community <id>', 'only what holds for this community')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom profiles history\n  $ homeroom profiles history --community harbor --format csv')
    .action(async (options) => {
      const { showHistory } = await import('./show-history.js');
      await showHistory(terminal, options);
    });
}
