import { parseArgs } from 'node:util';
import { torture } from './torture.js';

/** `npm run torture -- --runs 500 --seed 1`: one seed after the other; a seed that fails is printed and fails again by itself. */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } } });
const first = Number(values.seed);
const failed: number[] = [];
let kills = 0;
for (let seed = first; seed < first + Number(values.runs); seed++) {
  const { account, faults, kills: killed } = await torture(seed);
  kills += killed;
  const { alerts, notices, ends, tries, sent } = account;
  const ended = Object.entries(ends).map(([name, count]) => `${count} ${name}`);
  console.log(
    `seed ${seed}: killed ${killed} times, ${alerts} alerts (${ended.join(', ')}), ${notices} notices, ${sent} messages in ${tries} tries`,
  );
  if (faults.length === 0) continue;
  failed.push(seed);
  console.error(`seed ${seed} FAILED: npm run torture -- --runs 1 --seed ${seed}\n  ${faults.join('\n  ')}`);
}
console.log(`${values.runs} seeds, ${kills} kills, ${failed.length === 0 ? 'none failed' : `failed: ${failed.join(', ')}`}`);
process.exitCode = failed.length === 0 ? 0 : 1;
