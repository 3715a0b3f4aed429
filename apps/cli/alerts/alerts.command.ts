import { Option, type Command } from '@commander-js/extra-typings';
import { outcomes, snoozeReasons } from '#libs/domain';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';
import { wholeNumber } from '../terminal/whole-number.js';

const states = ['open', 'resolved', 'retracted', 'closed'] as const;

export function addAlerts(program: Command, terminal: Terminal): void {
  const group = program
    .command('alerts')
    // An option after the name of a subcommand is the subcommand's.
    .enablePositionalOptions()
    .description('Alerts with their reason and history, the newest first; and what people do with them.')
    .option('--district <id>', 'needed where the data folder holds several')
    .addOption(
      new Option(
        '--state <state>',
        'open; or ended: resolved (the student is back), retracted (the record was wrong), closed (other rules)',
      ).choices(states),
    )
    .option('--staff <id>', 'only those that this member of staff was told of, or would be asked about now')
    .option('--student <id>', 'only those about this student')
    .addOption(languageOption('what the member of staff reads, else English'))
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
  addExplain(group, terminal);
  addAcknowledge(group, terminal);
  addSnooze(group, terminal);
  addResolve(group, terminal);
  addFollowThrough(group, terminal);
  addPreview(group, terminal);
  addAudit(group, terminal);
}

type Group = Pick<Command, 'command'>;

const whoActs = ['--by <staff>', 'the member of staff who does it, by the district’s id; must be assigned to whom it is about'] as const;
const whichDistrict = ['--district <id>', 'needed where the data folder holds several'] as const;

/** @param otherwise in which language it is where it is left out. */
function languageOption(otherwise: string) {
  return new Option('--language <code>', `of the reasons (default: ${otherwise})`).choices(['en', 'es'] as const);
}

function addExplain(group: Group, terminal: Terminal): void {
  group
    .command('explain')
    .description('All that is known of an alert: the record behind it, the route taken and why, every notice, and what came of it.')
    .argument('<alert>', 'the id of the alert')
    .option(...whichDistrict)
    .addOption(languageOption('English'))
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom alerts explain 7d0c3f1e-5b1c-5c0e-8f8e-4a2b7a4f6c02')
    .action(async (alertId, options) => {
      const { explainOneAlert } = await import('./explain-one-alert.js');
      await explainOneAlert(terminal, { ...options, alertId });
    });
}

function addAcknowledge(group: Group, terminal: Terminal): void {
  group
    .command('ack')
    .description('Says that somebody has an alert in hand: nobody else is asked.')
    .argument('<alert>', 'the id of the alert')
    .requiredOption(...whoActs)
    .option(...whichDistrict)
    .addHelpText('after', '\nExamples:\n  $ homeroom alerts ack 7d0c3f1e-5b1c-5c0e-8f8e-4a2b7a4f6c02 --by T-17')
    .action(async (alertId, { by, district }) => {
      const { handleOneAlert } = await import('./handle-one-alert.js');
      await handleOneAlert(terminal, { alertId, by, district, handling: { kind: 'acknowledge' } });
    });
}

function addSnooze(group: Group, terminal: Terminal): void {
  group
    .command('snooze')
    .description('Lets an alert rest until a day, on which it comes back.')
    .argument('<alert>', 'the id of the alert')
    .requiredOption(...whoActs)
    .requiredOption('--until <date>', 'the day on which it comes back, YYYY-MM-DD')
    .addOption(new Option('--reason <code>', 'why it can wait').choices(snoozeReasons).makeOptionMandatory())
    .option(...whichDistrict)
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom alerts snooze 7d0c3f1e-5b1c-5c0e-8f8e-4a2b7a4f6c02 --by T-17 --until 2026-02-02 --reason support-under-way',
    )
    .action(async (alertId, { by, district, until, reason }) => {
      const { handleOneAlert } = await import('./handle-one-alert.js');
      await handleOneAlert(terminal, { alertId, by, district, handling: { kind: 'snooze', until, reason } });
    });
}

function addResolve(group: Group, terminal: Terminal): void {
  group
    .command('resolve')
    .description('Ends an alert that a person has dealt with.')
    .argument('<alert>', 'the id of the alert')
    .requiredOption(...whoActs)
    .addOption(new Option('--outcome <code>', 'what came of it').choices(outcomes).makeOptionMandatory())
    .option(...whichDistrict)
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom alerts resolve 7d0c3f1e-5b1c-5c0e-8f8e-4a2b7a4f6c02 --by T-17 --outcome spoke-with-family',
    )
    .action(async (alertId, { by, district, outcome }) => {
      const { handleOneAlert } = await import('./handle-one-alert.js');
      await handleOneAlert(terminal, { alertId, by, district, handling: { kind: 'resolve', outcome } });
    });
}

function addFollowThrough(group: Group, terminal: Terminal): void {
  group
    .command('follow-through')
    .description('What the alerts of a school year led to and how soon, by community and trigger: medians.')
    .option(...whichDistrict)
    .option('--year <year>', 'the school year by the year in which it ends; default the present one', wholeNumber)
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom alerts follow-through\n  $ homeroom alerts follow-through --year 2026 --format csv')
    .action(async (options) => {
      const { showFollowThrough } = await import('./show-follow-through.js');
      await showFollowThrough(terminal, options);
    });
}

function addPreview(group: Group, terminal: Terminal): void {
  group
    .command('preview')
    .description('How many notices each member of staff would have had a week under other triggers, beside those under the ones in force.')
    .requiredOption('--triggers <file>', 'the proposed triggers: a .json file, or the name of a shipped set')
    .requiredOption('--from <date>', 'the first day that is counted, YYYY-MM-DD')
    .requiredOption('--to <date>', 'the last day that is counted, YYYY-MM-DD')
    .option(...whichDistrict)
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Nothing is recorded and nobody is told. Figures are written: now > proposed.

Examples:
  $ homeroom alerts preview --triggers ours.json --from 2025-10-01 --to 2025-12-19
  $ homeroom alerts preview --triggers staged-response --from 2025-10-01 --to 2025-12-19 --format csv`,
    )
    .action(async (options) => {
      const { previewTriggers } = await import('./preview-alerts.js');
      await previewTriggers(terminal, options);
    });
}

function addAudit(group: Group, terminal: Terminal): void {
  group
    .command('audit')
    .description('Checks from the log alone that alerts were raised, told, taken back and moved on as promised; names the first breach.')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json'] as const).default('text' as const))
    .addHelpText('after', '\nExamples:\n  $ homeroom alerts audit')
    .action(async ({ format }) => {
      const { auditAlerts } = await import('./audit/audit-alerts.js');
      await auditAlerts(terminal, format);
    });
}
