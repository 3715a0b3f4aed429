import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { newMemoryStorage, openMemoryReadModels } from '#libs/read-models';
import { openLogger } from '#libs/service';
import { HistoryBuilder } from '#libs/testing';
import { students } from '#libs/views';
import { LEASE_MS, WorkerSupervisor, WorkTakenError } from '#libs/workers';
import { Workers, type WorkerParts } from './workers.js';

const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);

const whenTaken = (holder: string): string => `It is in use by ${holder}.`;

async function house() {
  const { store, log } = openMemoryEventStore();
  const storage = newMemoryStorage();
  const models = openMemoryReadModels(storage);
  const clock = new FixedClock('2025-09-02T12:00:00Z');
  let elapsed = 0;
  const parts: WorkerParts = { store, log, models, clock, elapsed: () => elapsed };
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.student('aa000000000000000000000000000001', 2026, 'student-enrolled', {
    schoolId: 's1',
    gradeLevel: '05',
    entryDate: '2025-09-01',
  });
  await history.day('2025-09-02');
  const leasesRunOut = (): void => void (elapsed += LEASE_MS + 1);
  return { parts, models, leasesRunOut };
}

async function caughtUp(supervisor: WorkerSupervisor): Promise<boolean> {
  return supervisor.whenCaughtUp().then(
    () => true,
    () => false,
  );
}

describe('The workers of a running process', () => {
  it('are started again after a failure, and health says so until they have caught up', async () => {
    const { parts, models } = await house();
    let runs = 0;
    const seen: string[] = [];
    const failPoint = async (step: string): Promise<void> => {
      if (runs > 0) seen.push(...(await supervisor.troubles()).map(({ what }) => what));
      if (step === 'before-documents' && ++runs <= 2) throw new Error('disk on fire');
    };
    const supervisor = new WorkerSupervisor(new Workers({ ...parts, failPoint }), { logger, whenTaken, firstPauseMs: 1 });
    supervisor.setPreparing(null);
    await supervisor.take();
    supervisor.start();
    try {
      while (!(await caughtUp(supervisor))) await setImmediate();
      expect(await models.collection(students).count()).toBe(1);
      expect(seen.some((what) => /workers stopped and are started again: Error: disk on fire/.test(what))).toBe(true);
      expect(await supervisor.troubles()).toEqual([]);
    } finally {
      await supervisor.stop();
    }
  });

  it('are refused to a second process while the first one renews its right', async () => {
    const { parts } = await house();
    const first = new Workers(parts);
    await first.acquire();
    const second = new WorkerSupervisor(new Workers(parts), { logger, whenTaken });
    const refused = second.take(1);
    await first.acquire();
    await expect(refused).rejects.toThrow(WorkTakenError);
  });

  it('are taken over when the right of a killed process has run out', async () => {
    const { parts, leasesRunOut } = await house();
    await new Workers(parts).acquire();
    const supervisor = new WorkerSupervisor(new Workers(parts), { logger, whenTaken });
    const taken = supervisor.take(1);
    await setImmediate();
    leasesRunOut();
    await taken;
    await supervisor.stop();
    expect(await new Workers(parts).acquire()).toBe(true);
  });

  it('are waited for by one that stands by, which goes on where the first one ended', async () => {
    const { parts, leasesRunOut, models } = await house();
    await new Workers(parts).acquire();
    const supervisor = new WorkerSupervisor(new Workers(parts), { logger, whenTaken, standBy: true });
    await supervisor.begin();
    while (!supervisor.isReady()) await setImmediate();
    expect(await supervisor.troubles()).toEqual([]);
    expect(await models.collection(students).count()).toBe(0);
    leasesRunOut();
    await supervisor.whenCaughtUp();
    expect(await models.collection(students).count()).toBe(1);
    await supervisor.stop();
  });

  it('end loudly when another process does their work after all', async () => {
    const { parts, leasesRunOut } = await house();
    const supervisor = new WorkerSupervisor(new Workers(parts), { logger, whenTaken });
    await supervisor.begin();
    await supervisor.whenCaughtUp();
    const another = new Workers(parts);
    expect(await another.acquire()).toBe(false);
    leasesRunOut();
    expect(await another.acquire()).toBe(true);
    await expect(supervisor.lost).rejects.toThrow(/took over this work|It is in use by/);
    await supervisor.stop();
  });

  it('are not ready before what has to be prepared is', async () => {
    const { parts } = await house();
    const supervisor = new WorkerSupervisor(new Workers(parts), { logger, whenTaken });
    expect(supervisor.isReady()).toBe(false);
    supervisor.setPreparing('It is September.');
    expect(await supervisor.troubles()).toEqual([{ what: 'It is September.', serious: false }]);
    supervisor.setPreparing(null);
    expect(supervisor.isReady()).toBe(true);
  });
});
