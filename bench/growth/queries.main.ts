import { answers } from './questions.js';

/** Asks every question of the district in a data folder so many times, and says what that took. */
const [folder = '', requests = '1'] = process.argv.slice(2);
console.log(JSON.stringify(await answers(folder, Number(requests))));
