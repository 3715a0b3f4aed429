import { Option, type Command } from '@commander-js/extra-typings';
import { wholeNumber } from '../terminal/whole-number.js';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addNotices(program: Command, terminal: Terminal): void {
  const group = program
    .command('notices')
    .description('Notices and digests on their way out of the house; the inbox has them in any case.')
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom notices list --failed\n  $ homeroom notices resend 0f6d5d0f-9b41-4f0e-8c1d-2b958a7c2f34 --by "A. Rivera"',
    );
  group
    .command('list')
    .description('What went out and what did not, by each channel, the newest first.')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--failed', 'only those of which a try has failed')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom notices list --format json\n  $ homeroom notices list --failed')
    .action(async (options) => {
      const { listNotices } = await import('./list-notices.js');
      await listNotices(terminal, options);
    });
  group
    .command('resend')
    .description('Has a notice that was given up tried again, by the channels that failed.')
    .argument('<id>', 'the id of the notice')
    .option('--district <id>', 'needed where the data folder holds several')
    .requiredOption('--by <name>', 'who asks for it; kept for good')
    .addHelpText('after', '\nExamples:\n  $ homeroom notices resend 0f6d5d0f-9b41-4f0e-8c1d-2b958a7c2f34 --by "A. Rivera"')
    .action(async (id, options) => {
      const { resendNotice } = await import('./resend-notice.js');
      await resendNotice(terminal, id, options);
    });
  addPreferences(group, terminal);
}

function addPreferences(group: Command, terminal: Terminal): void {
  group
    .command('preferences')
    .description('How a member of staff is told: sets all of it, what is left out is as the district has it; shows it without options.')
    .requiredOption('--staff <id>', 'who is told')
    .option('--digest-hour <hour>', 'when the digest comes, 0 to 23', wholeNumber)
    .option('--quiet <from-to>', 'hours without interruption besides those of the district, may pass midnight: 17-8')
    .option('--budget <n>', 'most interruptions a school day', wholeNumber)
    .addOption(new Option('--mailed-digests <switch>', 'whether digests come by e-mail too').choices(['on', 'off'] as const))
    .option('--by <name>', 'who sets it for the person; kept for good')
    .option('--district <id>', 'needed where the data folder holds several')
    .addHelpText(
      'after',
      '\nExamples:\n  $ homeroom notices preferences --staff T-17\n  $ homeroom notices preferences --staff T-17 --digest-hour 8 --quiet 17-8 --budget 3',
    )
    .action(async (options) => {
      const { noticePreferences } = await import('./notice-preferences.js');
      await noticePreferences(terminal, options);
    });
}
