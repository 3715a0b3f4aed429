import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addImport(program: Command, terminal: Terminal): void {
  const group = program
    .command('import')
    .description('Take in records from files: the same door as HTTP, as often as you like. What is known already changes nothing.')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom import events september.ndjson october.ndjson --district lincoln
  $ homeroom import edfi-xml interchange/ --district lincoln --time 2026-01-31T17:00:00Z`,
    );
  addEvents(group, terminal);
  addEdfiXml(group, terminal);
}

type Group = Command;

function addEvents(group: Group, terminal: Terminal): void {
  group
    .command('events')
    .description('Files of native events: NDJSON, one CloudEvent a line.')
    .argument('<file...>', 'files in the order in which they are read; - is the standard input')
    .requiredOption('--district <id>', 'the district; events of others are refused')
    .option('--time <instant>', 'no effect here: every event says its own time')
    .option('--force', 'no effect here: older events are always taken in', false)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom import events records.ndjson --district lincoln
  $ gunzip -c year.ndjson.gz | homeroom import events - --district lincoln --format json`,
    )
    .action(async (files, options) => {
      const { importEventFiles } = await import('./import-event-files.js');
      await importEventFiles(terminal, { ...options, files });
    });
}

function addEdfiXml(group: Group, terminal: Terminal): void {
  group
    .command('edfi-xml')
    .description('A folder of Ed-Fi 1.0 XML files, read as one interchange that holds everything its source knows.')
    .argument('<dir>', 'the folder that holds the *.xml files')
    .requiredOption('--district <id>', 'the district whose records they are')
    .option('--time <instant>', 'when the source said so, for example 2026-01-31T17:00:00Z (default: now)')
    .option('--mapping <file>', 'how the district says things, where that differs: a .json file of the tables to replace')
    .option('--force', 'import it though a newer one was imported already', false)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom import edfi-xml interchange/ --district lincoln
  $ homeroom import edfi-xml interchange/ --district lincoln --mapping lincoln.json
  $ homeroom import edfi-xml january/ --district lincoln --time 2026-01-31T17:00:00Z --force

A value that is not mapped is a dead letter that names it. docs/edfi-xml.md shows the tables and how to replace one.`,
    )
    .action(async (directory, options) => {
      const { importInterchange } = await import('./import-interchange.js');
      await importInterchange(terminal, { ...options, directory });
    });
}
