import type { Stores } from '#libs/stores';
import { Intake, IntakeQueue } from '../../apps/ingestion/index.js';
import { Workers } from '../../apps/standalone/index.js';
import type { LatencyContender } from '../latency-bench.js';
import { startHour, withCopyOf } from './bench-stores.js';
import { atPace } from './pace.js';
import { waitsOf, type Shown } from './inbox-waits.js';
import { HOUR, liveRecords, preparedDistrict, type LiveRecord } from './prepared-district.js';

const LOOK_EVERY_MS = 1;

/**
 * From the moment that a record is due at the door until the inbox of whoever is told of it holds the alert: intake, status, alerting
 * and inbox in one process, on files.
 */
export const recordToInbox: LatencyContender = {
  name: 'record to inbox',
  run: async () => withCopyOf(await preparedDistrict(), measure),
};

async function measure(stores: Stores): Promise<number[]> {
  const workers = new Workers(stores);
  if (!(await workers.acquire())) throw new Error('The bench met another process.');
  const stop = new AbortController();
  const started = Promise.withResolvers<void>();
  const running = workers.runLive(stop.signal, () => started.resolve());
  await started.promise;
  await workers.whenCaughtUp();
  const before = await stores.log.head();
  const shown: Shown[] = [];
  const looking = setInterval(() => look(workers, shown), LOOK_EVERY_MS);
  const due = await takeLive(stores, () => workers.whenCaughtUp());
  look(workers, shown);
  clearInterval(looking);
  stop.abort();
  await running;
  await workers.release();
  return waitsOf(stores.log, before, { due, shown });
}

/** Takes the records in at the pace. @returns when each was due, by its stream and day. */
async function takeLive(stores: Stores, whenCaughtUp: () => Promise<void>): Promise<Map<string, number>> {
  const queue = new IntakeQueue(new Intake(stores));
  const due = new Map<string, number>();
  const take = async (records: readonly LiveRecord[], at: readonly number[]): Promise<void> => {
    const outcomes = await queue.take(records.map(({ item }) => item));
    for (const [index, outcome] of outcomes.entries()) {
      if ('stream' in outcome) due.set(`${outcome.stream ?? ''} ${outcome.date ?? ''}`, at[index] ?? Number.NaN);
    }
  };
  for (const { date, records } of liveRecords) {
    await startHour(stores.store, date, HOUR);
    await whenCaughtUp();
    await atPace(records, take);
  }
  await whenCaughtUp();
  return due;
}

function look(workers: Workers, shown: Shown[]): void {
  const position = workers.progress().find(({ name }) => name === 'inboxes')?.position ?? 0;
  if (position !== shown.at(-1)?.position) shown.push({ position, at: performance.now() });
}
