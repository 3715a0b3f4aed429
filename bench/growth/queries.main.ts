import { answers } from './questions.js';

/** Asks the questions of the district in a data folder, all or those whose names match, so many times each, and says what that took. */
const [folder = '', requests = '1', only = ''] = process.argv.slice(2);
console.log(JSON.stringify(await answers(folder, Number(requests), new RegExp(only))));
