// Kills processes and servers of the distributed profile at random: npm run torture:distributed -- [number of kills] [--seed N]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
const kills = positionals[0] ?? '100';
const seed = values.seed ?? String(Math.floor(Math.random() * 1_000_000));
for (const [what, value] of Object.entries({ 'the number of kills': kills, '--seed': seed })) {
  if (/^\d+$/.test(value)) continue;
  console.error(`torture:distributed: ${what} must be a whole number, not ${value}.`);
  process.exit(1);
}
console.log(`${kills} kills with --seed ${seed}`);
const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules', TORTURE_KILLS: kills, TORTURE_SEED: seed };
const args = [
  'node_modules/jest/bin/jest.js',
  '--config',
  'jest.integration.config.js',
  '--testMatch',
  '<rootDir>/test/distributed.torture.ts',
];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
if (status !== 0) console.error(`To see it again: npm run torture:distributed -- ${kills} --seed ${seed}`);
process.exitCode = status ?? 1;
