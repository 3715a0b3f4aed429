import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { addAlerts } from './alerts/alerts.command.js';
import { addBackup } from './backup/backup.command.js';
import { addCommunities } from './communities/communities.command.js';
import { addConfig } from './config/config.command.js';
import { addContacts } from './contacts/contacts.command.js';
import { addDeadLetters } from './dead-letters/dead-letters.command.js';
import { addDirectory } from './directory/directory.command.js';
import { addFeeds } from './feeds/feeds.command.js';
import { addGraduation } from './graduation/graduation.command.js';
import { addImport } from './import/import.command.js';
import { addMail } from './mail/mail.command.js';
import { addNotices } from './notices/notices.command.js';
import { addProfiles } from './profiles/profiles.command.js';
import { addRebuild } from './rebuild/rebuild.command.js';
import { addProjections } from './projections/projections.command.js';
import { addReplay } from './replay/replay.command.js';
import { addSecret } from './secret/secret.command.js';
import { addSimulate } from './simulate/simulate.command.js';
import { addStatus } from './status/status.command.js';
import type { Terminal } from './terminal/terminal.js';
import { addTriggers } from './triggers/triggers.command.js';
import { addTopics } from './topics/topics.command.js';
import { addUnplaced } from './unplaced/unplaced.command.js';
import { addVerify } from './verify/verify.command.js';
import { addWebhooks } from './webhooks/webhooks.command.js';

/** Every command of the product. What a command does is loaded when it is run, so that the start is quick. */
export function programFor(terminal: Terminal): Command {
  const program = new Command('homeroom');
  program
    .description('Early warning for small learning communities: who is on track in each community, who is not, and why.')
    // An option is that of the command after whose name it stands: alerts and alerts preview both have --district and --format.
    .enablePositionalOptions()
    .version(versionOf(), '-V, --version', 'print the version')
    .configureOutput({
      writeOut: (text) => terminal.output.stream.write(text),
      writeErr: (text) => terminal.errors.stream.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'homeroom: ')),
    })
    // Each command reads its own options, wherever it stands in the line.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('Say --help after the command to see how it is used.')
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom import events records.ndjson --district lincoln
  $ homeroom status --district lincoln --format csv
  $ homeroom alerts --state open
  $ homeroom communities --help

In this folder "homeroom" is written: npm run -s homeroom --
The records are kept in HOMEROOM_DATA_DIR; homeroom config shows every setting.
Exit codes: 0 done, 1 failed, 2 not understood, 130 stopped with Ctrl-C.`,
    );
  for (const add of [addImport, addStatus, addCommunities, addGraduation, addAlerts, addContacts]) add(program, terminal);
  for (const add of [addFeeds, addUnplaced, addDeadLetters, addProjections, addReplay, addSimulate, addRebuild]) add(program, terminal);
  for (const add of [
    addNotices,
    addProfiles,
    addTriggers,
    addDirectory,
    addTopics,
    addMail,
    addWebhooks,
    addVerify,
    addBackup,
    addSecret,
    addConfig,
  ])
    add(program, terminal);
  return program;
}

/** The package's version, from beside the sources and from beside the compiled program. */
function versionOf(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version;
    } catch (error) {
      if (Object(error).code !== 'ENOENT') throw error;
    }
  }
  return 'unknown';
}
