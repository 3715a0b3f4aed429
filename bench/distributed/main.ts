import { runBenches } from '../run-benches.js';
import { serverAppendBench } from './server-append.bench.js';

await runBenches([serverAppendBench], 'reports/bench-distributed.json');
