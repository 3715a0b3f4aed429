import { DatabaseSync } from 'node:sqlite';
import { openEventStore } from '#libs/event-store';
import { ReplayFold } from '#libs/replay';
import type { Bench, Contender } from './bench.js';
import { simulatedLog } from './replay.sample.js';

const PAGE = 2_000;

const affirmative = simulatedLog({ students: 3_000, days: 175, attendanceTaking: 'affirmative' });
const exceptionOnly = simulatedLog({ students: 6_000, days: 175, attendanceTaking: 'exception-only', sections: true });

/** The whole history read, folded and evaluated after every event, beside a bare scan of the same rows with JSON.parse. */
export const replayBenches: readonly Bench[] = [
  replayBench('replay, affirmative district', affirmative),
  replayBench('replay, exception-only district by sections', exceptionOnly),
];

function replayBench(name: string, log: () => Promise<string>): Bench {
  const scan: Contender = { name: 'bare scan and JSON.parse', run: async () => bareScan(await log()) };
  const replay: Contender = { name: 'replay', run: async () => replayAll(await log()) };
  return { name, unit: 'events/s', contenders: [scan, replay], ratios: [{ of: replay.name, to: scan.name, target: 0.5 }] };
}

/** The columns that a replay needs, in pages, each payload parsed and dropped. */
function bareScan(path: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  const statement = db.prepare('SELECT position, stream, revision, type, data FROM events WHERE position > ? ORDER BY position LIMIT ?');
  statement.setReturnArrays(true);
  const begin = performance.now();
  let count = 0;
  for (let after = 0; ;) {
    const rows = statement.all(after, PAGE) as unknown as [number, number, number, number, string][];
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const row of rows) JSON.parse(row[4]);
    count += rows.length;
    after = last[0];
  }
  const seconds = (performance.now() - begin) / 1_000;
  db.close();
  return count / seconds;
}

async function replayAll(path: string): Promise<number> {
  const { log, close } = await openEventStore(`sqlite:${path}`);
  const begin = performance.now();
  let count = 0;
  let changes = 0;
  const fold = new ReplayFold({ onChange: () => ++changes === 0 });
  for await (const { events } of log.read()) {
    for (const event of events) fold.apply(event);
    count += events.length;
  }
  const seconds = (performance.now() - begin) / 1_000;
  await close();
  if (changes === 0) throw new Error('The replay evaluated nothing.');
  return count / seconds;
}
