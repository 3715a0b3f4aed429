import type { Command } from '@commander-js/extra-typings';
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
}
