import { Option, type Command } from '@commander-js/extra-typings';
import { contactKinds } from '#libs/domain';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

const whichDistrict = ['--district <id>', 'needed where the data folder holds several'] as const;

export function addContacts(program: Command, terminal: Terminal): void {
  const group = program
    .command('contacts')
    .description('Contacts of adults with a student or the family: any genuine one counts.')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom contacts record --student 900000006 --by T-17 --kind call --date 2026-01-29
  $ homeroom contacts list --student 900000006`,
    );
  addRecord(group, terminal);
  addRetract(group, terminal);
  addList(group, terminal);
}

function addRecord(group: Command, terminal: Terminal): void {
  group
    .command('record')
    .description('Records a contact that has taken place.')
    .requiredOption('--student <id>', 'with whom, or with whose family')
    .requiredOption('--by <staff>', 'who had it; must be assigned to the student')
    .addOption(new Option('--kind <code>', 'what it was').choices(contactKinds).makeOptionMandatory())
    .requiredOption('--date <date>', 'when it took place, YYYY-MM-DD')
    .option(...whichDistrict)
    .addHelpText('after', '\nExamples:\n  $ homeroom contacts record --student 900000006 --by T-17 --kind home-visit --date 2026-01-29')
    .action(async (options) => {
      const { recordOneContact } = await import('./keep-one-contact.js');
      await recordOneContact(terminal, options);
    });
}

function addRetract(group: Command, terminal: Terminal): void {
  group
    .command('retract')
    .description('Takes back a contact that was recorded by mistake.')
    .argument('<contact>', 'the id that contacts list shows')
    .requiredOption('--student <id>', 'of whom it was recorded')
    .requiredOption('--by <staff>', 'who takes it back; must be assigned to the student')
    .option(...whichDistrict)
    .addHelpText('after', '\nExamples:\n  $ homeroom contacts retract 5f0e8a1c-9d1b-4c8e-a3f2-0b1d2c3e4f50 --student 900000006 --by T-17')
    .action(async (contactId, options) => {
      const { retractOneContact } = await import('./keep-one-contact.js');
      await retractOneContact(terminal, { ...options, contactId });
    });
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('The contacts with one student, the earliest first.')
    .requiredOption('--student <id>', 'with whom')
    .option(...whichDistrict)
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom contacts list --student 900000006 --format csv')
    .action(async (options) => {
      const { listContacts } = await import('./list-contacts.js');
      await listContacts(terminal, options);
    });
}
