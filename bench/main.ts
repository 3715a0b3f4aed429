import { growthBench, inboxBench, transitionsBench } from './alerting/alerting.benches.js';
import { appendBench } from './append.bench.js';
import { replayBenches } from './replay.bench.js';
import { runBenches } from './run-benches.js';

await runBenches([appendBench, ...replayBenches, inboxBench, transitionsBench, growthBench], 'reports/bench.json');
