import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import { wholeNumber } from '../terminal/whole-number.js';
import type { Terminal } from '../terminal/terminal.js';

export function addGraduation(program: Command, terminal: Terminal): void {
  program
    .command('graduation')
    .description('The adjusted cohort graduation rate after four, five and six years: of the district, its schools and communities.')
    .requiredOption('--cohort <year>', 'the class, by the year in which it graduates after four years', wholeNumber)
    .option('--district <id>', 'needed where the data folder holds several')
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Who transferred to another district is not counted; only a regular diploma is a graduation. Who emigrated or died is not to be
counted either, but no record can say so: withdrawn for another reason, they stay in the cohort as dropped-out.
A student counts where he or she was last.

Examples:
  $ homeroom graduation --cohort 2026
  $ homeroom graduation --cohort 2026 --district lincoln --format json`,
    )
    .action(async (options) => {
      const { showGraduation } = await import('./show-graduation.js');
      await showGraduation(terminal, options);
    });
}
