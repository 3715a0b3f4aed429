import { runBenches } from '../run-benches.js';
import { mongoWriteBench } from './mongo-write.bench.js';
import { serverAppendBench } from './server-append.bench.js';

await runBenches([serverAppendBench, mongoWriteBench], 'reports/bench-distributed.json');
