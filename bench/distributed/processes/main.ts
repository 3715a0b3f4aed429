import { PACE } from '../../alerting/pace.js';
import type { Bench } from '../../bench.js';
import type { LatencyBench } from '../../latency-bench.js';
import { runBenches } from '../../run-benches.js';
import { consumers } from './consumers.js';
import { roundTrip } from './round-trip.js';
import { topicToInbox } from './topic-to-inbox.js';

const [one, two, four] = [consumers(1), consumers(2), consumers(4)];

/** What a record costs does not grow with the number of those who share the partitions. */
const consumersBench: Bench = {
  name: 'consumers',
  unit: 'records by second of processor time',
  contenders: [one, two, four],
  ratios: [
    { of: two.name, to: one.name, target: 0.8 },
    { of: four.name, to: one.name, target: 0.8 },
  ],
};

/** How soon whoever is told of it finds a record's alert in the inbox, beside how soon a consumer that does nothing has the record. */
const topicToInboxBench: LatencyBench = {
  name: `topic to inbox at ${PACE} records/s`,
  latencies: [roundTrip, topicToInbox],
  limits: [],
};

await runBenches([consumersBench, topicToInboxBench], 'reports/bench-processes.json');
