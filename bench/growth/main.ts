import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { eventsGrowth } from './events.growth.js';
import { isMet, printFigures, type Figure } from './figure.js';
import { memoryGrowth } from './memory.growth.js';
import { queriesGrowth } from './queries.growth.js';
import { simulatorGrowth } from './simulator.growth.js';

const number = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${text} is no whole number from 1 on.`);
  return value;
};
const numbers = (text: string): number[] => text.split(',').map(number);

const { values: given } = parseArgs({
  options: {
    only: { type: 'string', default: 'events,queries,memory,simulator' },
    events: { type: 'string', default: '100000,300000,1000000,3000000' },
    students: { type: 'string', default: '1700' },
    window: { type: 'string', default: '30000' },
    queries: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '300' },
    memory: { type: 'string', default: '10000,30000,100000' },
    days: { type: 'string', default: '175' },
    simulator: { type: 'string', default: '10000,100000,1000000' },
    json: { type: 'string', default: 'reports/bench-growth.json' },
  },
});

/** What grows, each by its own name. */
const parts: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  events: () => eventsGrowth({ events: numbers(given.events), students: number(given.students), window: number(given.window) }),
  queries: () => queriesGrowth({ students: number(given.queries), requests: number(given.requests) }),
  memory: () => memoryGrowth({ students: numbers(given.memory), days: number(given.days) }),
  simulator: () => simulatorGrowth({ students: numbers(given.simulator), days: 3 }),
};

const results: Record<string, readonly Figure[]> = {};
for (const name of given.only.split(',')) {
  const part = parts[name];
  if (part === undefined) throw new Error(`--only ${name}: there is ${Object.keys(parts).join(', ')}.`);
  results[name] = await part();
  printFigures(
    `${name}, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    results[name],
  );
}
const machine = { node: process.version, cpus: availableParallelism(), load: loadavg() };
mkdirSync(dirname(given.json), { recursive: true });
writeFileSync(given.json, `${JSON.stringify({ ...machine, results }, null, 2)}\n`);
const missed = Object.values(results)
  .flat()
  .filter((figure) => isMet(figure) === false);
console.log(
  `\n${missed.length === 0 ? 'Everything that is wanted is met.' : `${missed.length} of what is wanted is missed.`} Written to ${given.json}.`,
);
