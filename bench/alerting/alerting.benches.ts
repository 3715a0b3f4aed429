import type { Bench, Contender } from '../bench.js';
import type { LatencyBench } from '../latency-bench.js';
import { bareAppend } from './bare-append.js';
import { bareCommit } from './bare-commit.js';
import { decidedTransitions } from './decided-transitions.js';
import { PACE } from './pace.js';
import { quietDistrict } from './quiet-district.js';
import { recordToInbox } from './record-to-inbox.js';

/** How soon whoever is told of it finds a record's alert in the inbox, beside how soon the record alone would be on the disk. */
export const inboxBench: LatencyBench = {
  name: `record to inbox at ${PACE} records/s`,
  latencies: [bareCommit, recordToInbox],
  limits: [
    { of: recordToInbox.name, percentile: 50, mostMs: 100 },
    { of: recordToInbox.name, percentile: 99, mostMs: 500 },
  ],
};

const TRANSITIONS = 10_000;
const districts = new Map<number, Promise<string>>();

const append = contender('append what is decided', 0, bareAppend);
const decide = contender('decide, route and append', 0, decidedTransitions);
const few = contender('after 1,000 closed alerts', 1_000, decidedTransitions);
const many = contender('after 20,000 closed alerts', 20_000, decidedTransitions);

/** Students who turn off track: each raised, routed and told of, in the log. 100,000 a minute are wanted. */
export const transitionsBench: Bench = {
  name: 'transitions',
  unit: 'transitions/s',
  contenders: [append, decide],
  ratios: [{ of: decide.name, to: append.name, target: 0.3 }],
  least: [{ of: decide.name, least: 100_000 / 60 }],
};

/** What an alert costs does not grow with those that are over. */
export const growthBench: Bench = {
  name: 'transitions beside closed alerts',
  unit: 'transitions/s',
  contenders: [few, many],
  ratios: [{ of: many.name, to: few.name, target: 0.9 }],
};

function contender(name: string, closed: number, run: (district: string, count: number) => Promise<number>): Contender {
  const district = (): Promise<string> => {
    const made = districts.get(closed) ?? quietDistrict(closed);
    districts.set(closed, made);
    return made;
  };
  return { name, run: async () => run(await district(), TRANSITIONS) };
}
