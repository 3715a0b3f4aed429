import type { Command } from '@commander-js/extra-typings';
import type { Terminal } from '../terminal/terminal.js';

export function addBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('Copies the log, the directory and its secret into a new folder, also while the system runs.')
    .argument('<dir>', 'the folder to make; it holds everything about everybody, so keep it as safe as the data folder')
    .addHelpText('after', '\nExamples:\n  $ homeroom backup backups/2026-03-01')
    .action(async (dir) => {
      const { makeBackup } = await import('./make-backup.js');
      await makeBackup(terminal, dir);
    });
  program
    .command('restore')
    .description('Makes a new data folder from a backup. What people read is folded again by the next command.')
    .argument('<dir>', 'a folder that homeroom backup has made')
    .addHelpText('after', '\nExamples:\n  $ HOMEROOM_DATA_DIR=.homeroom-restored homeroom restore backups/2026-03-01')
    .action(async (dir) => {
      const { restoreBackup } = await import('./restore-backup.js');
      await restoreBackup(terminal, dir);
    });
}
