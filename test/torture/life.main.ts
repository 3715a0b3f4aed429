import { live } from './life.js';

/** `life.main.js FOLDER SEED [N]`: ends by SIGKILL at the N-th step of the system, else prints how many it took. */
const [folder = '', seed = '', killAt = '0'] = process.argv.slice(2);
let taken = 0;
const failPoint = (): void => {
  taken += 1;
  if (taken === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};
await live({ folder, seed: Number(seed), failPoint });
console.log(taken);
