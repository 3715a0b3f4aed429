import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { studentStream } from '#libs/domain';
import { openLogger } from '#libs/service';
import { openStores, type Stores } from '#libs/stores';
import { LeasedWorkers, WorkerSupervisor } from '#libs/workers';
import { Shard } from '#libs/views';
import { ALERTING_LEASE, alertingStage } from '../apps/alerting/index.js';
import { DOCUMENTS_LEASE, documentStage, onTrackLease, onTrackStage } from '../apps/projections/index.js';
import { Workers } from '../apps/standalone/index.js';
import { Homeroom } from './homeroom.js';
import { attended, community } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => {
  homeroom = await Homeroom.start();
  await homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input: community({ S1: 'ppp', S2: 'ppp' }).join('\n') });
});
afterEach(() => homeroom.end());

/** As a program with a mistake could have left it: an event that no program folds. */
async function poison(student: string): Promise<void> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data });
  const key = (await stores.directory.findKeys('lincoln', 'student', [student])).get(student) ?? '';
  const stream = studentStream('lincoln', key, 2026);
  const [last] = await stores.store.readStream(stream, { direction: 'backward', limit: 1 });
  const data = { date: '1999-01-01', schoolId: 's1', status: 'present' };
  const event = { id: randomUUID(), type: 'attendance-recorded.v1', data, metadata: {} };
  await stores.store.append({ stream, expectedRevision: last?.revision ?? -1, events: [event] });
  await stores.close();
}

/** What a mended program would read. */
function mend(): void {
  const log = new DatabaseSync(join(homeroom.data, 'log.sqlite'));
  const triggers = log.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) log.exec(`DROP TRIGGER ${String(name)}`);
  log.exec(`UPDATE events SET data = replace(data, '1999-01-01', '2025-09-04') WHERE data LIKE '%1999-01-01%'`);
  for (const { sql } of triggers) log.exec(String(sql));
  log.close();
}

const send = (...lines: string[]) => homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input: lines.join('\n') });

async function daysOf(student: string): Promise<unknown> {
  const [row] = await homeroom.rows<{ conditions: readonly { enrolled: number; present: number }[] }>('status', '--student', student);
  return [row?.conditions[0]?.present, row?.conditions[0]?.enrolled];
}

const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);

/** Processes that fold, as long as a test runs. */
async function running(workersOf: (stores: Stores) => LeasedWorkers[]): Promise<() => Promise<void>> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data }, { clock: homeroom.clock });
  const supervisors = workersOf(stores).map((workers) => new WorkerSupervisor(workers, { logger, whenTaken: String }));
  for (const supervisor of supervisors) await supervisor.begin();
  return async () => {
    for (const supervisor of supervisors) {
      await supervisor.whenCaughtUp();
      expect(await supervisor.troubles()).toEqual([]);
      await supervisor.stop();
    }
    await stores.close();
  };
}

describe('A document that cannot be folded', () => {
  it('is named with its event and reason, and what still cannot be folded waits on', async () => {
    expect(await homeroom.ok('quarantined')).toBe('Every document is current.\n');
    expect(await homeroom.ok('projections', 'release')).toBe('Nothing waits: every document is current.\n');
    await poison('S1');
    const [row, ...others] = await homeroom.rows<{ name: string; position: number }>('quarantined');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ collection: 'students', type: 'attendance-recorded.v1', reason: 'DayOutsideYearError' });
    expect(row?.name).toBe('student S1 of district lincoln, school year 2026');
    expect(await homeroom.rows('projections', 'release')).toMatchObject([{ collection: 'students', outcome: 'waits' }]);
  });

  it.each([
    ['a running system', (stores: Stores) => [new Workers(stores)]],
    ['running processes that share the students', dividedWorkers],
  ])('is released beside %s, which goes on with it without a restart', async (_, workersOf) => {
    await poison('S1');
    expect(await homeroom.rows('quarantined')).toHaveLength(1);
    const stop = await running(workersOf);
    expect(await homeroom.rows('projections', 'release')).toMatchObject([{ outcome: 'waits' }]);
    mend();
    expect(await homeroom.rows('projections', 'release')).toMatchObject([{ collection: 'students', outcome: 'released' }]);
    expect(await daysOf('S1')).toEqual([4, 4]);
    await send(attended('S1', '2025-09-05', 'p'));
    expect(await daysOf('S1')).toEqual([5, 5]);
    expect(await homeroom.ok('quarantined')).toBe('Every document is current.\n');
    await stop();
  });
});

/** As `npm run start:projections` with PROJECTION_SHARD=k/2 and `start:alerting` have them, in one process. */
function dividedWorkers(stores: Stores): LeasedWorkers[] {
  const shards = Shard.all(2).map((shard) => ({ leases: [onTrackLease(shard)], stages: [onTrackStage(stores, shard)] }));
  const others = [
    { leases: [ALERTING_LEASE], stages: [alertingStage(stores)] },
    { leases: [DOCUMENTS_LEASE], stages: [documentStage(stores)] },
  ];
  return [...shards, ...others].map((work) => new LeasedWorkers(stores, work));
}
