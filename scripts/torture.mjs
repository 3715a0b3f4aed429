// Whole-system runs by seeds, with kills: npm run torture -- [number of seeds] [--seed first]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { seed: { type: 'string', default: '1' } }, allowPositionals: true });
const runs = positionals[0] ?? '500';
for (const [what, value] of Object.entries({ 'the number of seeds': runs, '--seed': values.seed })) {
  if (/^\d+$/.test(value)) continue;
  console.error(`torture: ${what} must be a whole number, not ${value}.`);
  process.exit(1);
}
const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules', TORTURE_RUNS: runs, TORTURE_SEED: values.seed };
const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'test/torture/'], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
