import { Option, type Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

const states = ['open', 'resolved', 'retracted', 'closed'] as const;

export function addAlerts(program: Command, terminal: Terminal): void {
  program
    .command('alerts')
    .description('Alerts with their reason and history, the newest first.')
    .option('--district <id>', 'needed where the data folder holds several')
    .addOption(
      new Option(
        '--state <state>',
        'open; or ended: resolved (the student is back), retracted (the record was wrong), closed (other rules)',
      ).choices(states),
    )
    .option('--staff <id>', 'only those that this member of staff was told of')
    .option('--student <id>', 'only those about this student')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom alerts --state open
  $ homeroom alerts --staff T-17 --format ndjson
  $ homeroom alerts --student 900000006`,
    )
    .action(async (options) => {
      const { showAlerts } = await import('./show-alerts.js');
      await showAlerts(terminal, options);
    });
}
