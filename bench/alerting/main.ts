import { measureLatency } from './latency.js';
import { measureTransitions } from './transitions.js';

const RECORDS_PER_SECOND = 500;
const SECONDS = 10;

const line = (text: string): unknown => process.stdout.write(`${text}\n`);

line('Alerting: changes of status decided, routed and appended (SQLite, durable); wanted 1,667 a second (100,000 a minute)');
await measureTransitions(1_000, 1);
for (const episodes of [1, 4, 16]) {
  const { perSecond, alerts } = await measureTransitions(3_000, episodes);
  line(`  ${alerts.toLocaleString('en')} alerts raised and ended: ${Math.round(perSecond).toLocaleString('en')}/s`);
}
line(`From record to inbox at ${RECORDS_PER_SECOND} records a second, one process; wanted p50 < 100 ms, p99 < 500 ms`);
const latencies = await measureLatency(RECORDS_PER_SECOND, SECONDS);
const percentile = (share: number): string => `${Math.round(latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN)} ms`;
line(`  p50 ${percentile(0.5)}, p90 ${percentile(0.9)}, p99 ${percentile(0.99)}, longest ${percentile(1)} (${latencies.length} alerts)`);
