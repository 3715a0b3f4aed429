import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addDays, schoolYearOf } from '#libs/domain';
import { farFromMidnight, headOf } from './homeroom-process.js';
import { RunningService } from './homeroom-services.js';
import { Homeroom } from './homeroom.js';
import { line } from './native-events.js';
import { accountOf, type Account } from './torture/account.js';

const KILLS = 10;
const BATCHES = 20;
const EACH = 4;
const COMMUNITIES = 10;
const STUDENTS = 40 * COMMUNITIES;
const LIMIT_MS = 600_000;
/** Whoever goes on after a kill waits until the killed one's leases have run out; nobody else is there to take them. */
const LEASE_SECONDS = '1';

const today = new Intl.DateTimeFormat('en-CA', { timeZone: farFromMidnight() }).format(new Date());
const schoolYear = schoolYearOf(today);
const school = { schoolId: 's1', schoolYear };
const firstDay = `${schoolYear - 1}-07-01`;

describe('Everything in one process, killed again and again while students slip', () => {
  let homeroom: Homeroom;
  let undisturbed: Account;
  /** Events that a batch had led to when its process was killed. */
  const killedAfter: number[] = [];

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    undisturbed = await live(join(homeroom.folder, 'undisturbed'), 0);
  }, LIMIT_MS);
  afterAll(() => homeroom.end());

  it(
    'tells the same people the same, once, and sends each message under one id',
    async () => {
      const killed = await live(join(homeroom.folder, 'killed'), KILLS);
      expect(undisturbed).toMatchObject({ alerts: BATCHES * EACH, faults: [] });
      expect(undisturbed.ends).toEqual({ corrected: BATCHES - 1 });
      expect(killedAfter).toHaveLength(KILLS);
      expect(killed.faults).toEqual([]);
      expect(killed.lines).toEqual(undisturbed.lines);
      console.log(
        `killed after ${killedAfter.join(', ')} events of a batch: ${killed.alerts} alerts, ${killed.notices} notices, ${killed.sent} messages in the folder`,
      );
    },
    LIMIT_MS,
  );

  /** Batches of records come in; so many of them are the last that a process sees. */
  async function live(data: string, kills: number): Promise<Account> {
    await mkdir(data);
    let process = await start(data);
    await post(process, roster());
    for (let batch = 0; batch < BATCHES; batch++) {
      if (batch % (BATCHES / KILLS) === 0 && batch / (BATCHES / KILLS) < kills) {
        await killAmid(process, { data, batch });
        process = await start(data);
      }
      await post(process, records(batch));
    }
    const account = await whenAllIsSent(data);
    await process.stop();
    return account;
  }

  /** Kills after the n-th event that a batch leads to: from the first record up to the messages that are sent. */
  async function killAmid(process: RunningService, { data, batch }: { data: string; batch: number }): Promise<void> {
    const before = headOf(data) ?? 0;
    const unanswered = post(process, records(batch)).catch(() => undefined);
    const limit = performance.now() + 2_000;
    while ((headOf(data) ?? 0) < before + 1 + 2 * batch && performance.now() < limit) await delay(1);
    await process.kill();
    await unanswered;
    killedAfter.push((headOf(data) ?? 0) - before);
  }

  async function start(data: string): Promise<RunningService> {
    const environment = {
      HOMEROOM_DATA_DIR: data,
      HOMEROOM_TIME_ZONE: farFromMidnight(),
      HOMEROOM_DEMO: 'off',
      HOMEROOM_LEASE_SECONDS: LEASE_SECONDS,
    };
    const started = RunningService.start('standalone', environment);
    await started.url();
    return started;
  }

  async function post(process: RunningService, lines: readonly string[]): Promise<void> {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const answer = await fetch(`${await process.url()}/api/events`, { method: 'POST', headers, body: `[${lines.join(',')}]` });
    if (answer.status !== 200) throw new Error(`The batch was answered with ${answer.status}: ${await answer.text()}`);
  }

  async function whenAllIsSent(data: string): Promise<Account> {
    const limit = performance.now() + LIMIT_MS / 3;
    for (;;) {
      const account = await accountOf(data);
      if (account.faults.length === 0 && account.ends['corrected'] === BATCHES - 1 && account.sent > 0) return account;
      if (performance.now() > limit) return account;
      await delay(250);
    }
  }
});

function roster(): string[] {
  const calendar = { firstDay, lastDay: addDays(today, 100), instructionalDays: [today], attendanceTaking: 'affirmative' };
  const lines = [line('calendar-published', 's1', { ...school, ...calendar })];
  for (let index = 0; index < COMMUNITIES; index++) {
    const [staffId, communityId] = [`t${index}`, `c${index}`];
    lines.push(
      line('community-defined', communityId, { communityId, ...school, name: `Community ${index}`, sizeLimit: 60 }),
      line('staff-profile', staffId, { staffId, name: `Teacher ${index}`, email: `${staffId}@school.example` }),
      line('staff-assigned', staffId, { staffId, role: 'counselor', communityId, from: firstDay }),
    );
  }
  for (let index = 0; index < STUDENTS; index++) {
    const studentId = `S${index}`;
    lines.push(
      line('student-enrolled', studentId, { studentId, ...school, gradeLevel: '06', entryDate: firstDay }),
      line('community-joined', studentId, { studentId, communityId: `c${index % COMMUNITIES}`, schoolYear, date: firstDay }),
    );
  }
  return lines;
}

/** Some are suspended; what was said of one of the batch before was a mistake. */
function records(batch: number): string[] {
  const lines = Array.from({ length: EACH }, (_, index) => incident(batch * EACH + index, 'out-of-school-suspension', '08'));
  return batch === 0 ? lines : [...lines, incident((batch - 1) * EACH, 'other', '09')];
}

function incident(student: number, kind: string, hour: string): string {
  const studentId = `S${student}`;
  const data = { studentId, ...school, incidentId: `I${student}`, date: today, category: 'other', actions: [{ kind }] };
  return line('behavior-recorded', studentId, data, { time: `${today}T${hour}:00:00Z` });
}
