import type { Command } from '@commander-js/extra-typings';
import { formatOption } from '../format/format-option.js';
import type { Terminal } from '../terminal/terminal.js';

export function addWebhooks(program: Command, terminal: Terminal): void {
  const group = program
    .command('webhooks')
    .description("Where a district's own systems are told of notices, signed as Standard Webhooks say.")
    .addHelpText(
      'after',
      `
Examples:
  $ homeroom webhooks add https://hooks.school.example/homeroom --by "A. Rivera"
  $ homeroom webhooks list
  $ homeroom webhooks test 5d41402abc4b2a76`,
    );
  addAdd(group, terminal);
  addList(group, terminal);
  addRotate(group, terminal);
  addRemove(group, terminal);
  addTest(group, terminal);
}

function addAdd(group: Command, terminal: Terminal): void {
  group
    .command('add')
    .description('Adds an endpoint and prints its secret, which is shown only then.')
    .argument('<url>', 'where it is posted to; https')
    .requiredOption('--by <name>', 'who adds it')
    .option('--district <id>', 'needed where the data folder holds several')
    .option('--secret <whsec>', 'a secret that the receiver already has, whsec_ and 24 to 64 bytes in base64; default: a new one')
    .addHelpText('after', '\nExamples:\n  $ homeroom webhooks add https://hooks.school.example/homeroom --by "A. Rivera"')
    .action(async (url, options) => {
      const { addWebhook } = await import('./add-webhook.js');
      await addWebhook(terminal, { url, ...options });
    });
}

function addList(group: Command, terminal: Terminal): void {
  group
    .command('list')
    .description('Every endpoint of a district, also those that are switched off; without their secrets.')
    .option('--district <id>', 'needed where the data folder holds several')
    .addOption(formatOption())
    .addHelpText('after', '\nExamples:\n  $ homeroom webhooks list\n  $ homeroom webhooks list --format json')
    .action(async (options) => {
      const { listWebhooks } = await import('./list-webhooks.js');
      await listWebhooks(terminal, options);
    });
}

function addRotate(group: Command, terminal: Terminal): void {
  group
    .command('rotate')
    .description('Makes and prints a new secret; posts are signed with the one before as well, until the next rotation.')
    .argument('<id>', 'the endpoint')
    .addHelpText('after', '\nExamples:\n  $ homeroom webhooks rotate 5d41402abc4b2a76')
    .action(async (id) => {
      const { rotateWebhook } = await import('./rotate-webhook.js');
      await rotateWebhook(terminal, id);
    });
}

function addRemove(group: Command, terminal: Terminal): void {
  group
    .command('remove')
    .description('Forgets an endpoint and its secrets.')
    .argument('<id>', 'the endpoint')
    .addHelpText('after', '\nExamples:\n  $ homeroom webhooks remove 5d41402abc4b2a76')
    .action(async (id) => {
      const { removeWebhook } = await import('./remove-webhook.js');
      await removeWebhook(terminal, id);
    });
}

function addTest(group: Command, terminal: Terminal): void {
  group
    .command('test')
    .description('Posts a signed test message and says what came of it.')
    .argument('<id>', 'the endpoint')
    .addHelpText('after', '\nExamples:\n  $ homeroom webhooks test 5d41402abc4b2a76')
    .action(async (id) => {
      const { testWebhook } = await import('./test-webhook.js');
      await testWebhook(terminal, id);
    });
}
