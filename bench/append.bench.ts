import { bareInsert } from './append.bare.js';
import { decidedAppend } from './append.decided.js';
import { emmettAppend } from './append.emmett.js';
import { storeAppend } from './append.store.js';
import type { Bench } from './bench.js';

/** Durable appends in batches of 500, decided and as they are, beside the least that writes the same bytes and beside another event store on SQLite. */
export const appendBench: Bench = {
  name: 'append',
  unit: 'events/s',
  contenders: [bareInsert, storeAppend, decidedAppend, emmettAppend],
  ratios: [
    { of: storeAppend.name, to: bareInsert.name, target: 0.7 },
    { of: decidedAppend.name, to: bareInsert.name, target: 0.4 },
    { of: decidedAppend.name, to: emmettAppend.name, target: 2 },
  ],
};
