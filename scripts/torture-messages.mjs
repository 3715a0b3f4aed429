// Mutated messages through every way in: npm run torture:messages -- [number of messages] [--seed N] [--first INDEX]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const options = { seed: { type: 'string', default: '1' }, first: { type: 'string', default: '0' } };
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const messages = positionals[0] ?? '1000000';
for (const [what, value] of Object.entries({ 'the number of messages': messages, '--seed': values.seed, '--first': values.first })) {
  if (/^\d+$/.test(value)) continue;
  console.error(`torture:messages: ${what} must be a whole number, not ${value}.`);
  process.exit(1);
}
const env = {
  ...process.env,
  NODE_OPTIONS: '--experimental-vm-modules',
  TORTURE_MESSAGES: messages,
  TORTURE_SEED: values.seed,
  TORTURE_FIRST: values.first,
};
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'test/messages'], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
