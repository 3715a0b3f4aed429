import { appendBench } from './append.bench.js';
import { replayBenches } from './replay.bench.js';
import { runBenches } from './run-benches.js';

await runBenches([appendBench, ...replayBenches], 'reports/bench.json');
