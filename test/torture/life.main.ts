import { readFileSync } from 'node:fs';
import { live } from './life.js';
import type { Step } from './plan.js';

/** `life.main.js FOLDER PLAN [N]`: ends by SIGKILL at the N-th step of the system, else prints how many it took. */
const [folder = '', plan = '', killAt = '0'] = process.argv.slice(2);
let taken = 0;
const failPoint = (): void => {
  taken += 1;
  if (taken === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};
await live({ folder, plan: JSON.parse(readFileSync(plan, 'utf8')) as Step[], failPoint });
console.log(taken);
