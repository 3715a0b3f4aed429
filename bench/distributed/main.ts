import { runBenches } from '../run-benches.js';
import { kafkaBench } from './kafka.bench.js';
import { mongoWriteBench } from './mongo-write.bench.js';
import { serverAppendBench } from './server-append.bench.js';

await runBenches([serverAppendBench, mongoWriteBench, kafkaBench], 'reports/bench-distributed.json');
