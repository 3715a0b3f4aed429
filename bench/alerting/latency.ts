import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDirectory, type Directory } from '#libs/directory';
import { addDays, type RecordName, type SisRecord } from '#libs/domain';
import { openEventStore } from '#libs/event-store';
import { SystemClock } from '#libs/event-sourcing';
import { openReadModels } from '#libs/read-models';
import { inboxes, type InboxDocument } from '#libs/views';
import { Intake, startSchoolDay } from '../../apps/ingestion/index.js';
import { Workers } from '../../apps/standalone/index.js';

const DISTRICT = 'lincoln';
const FIRST_DAY = '2025-09-01';
const DAYS = 39;
/** The day on which everybody is missed for the fourth time and goes off track. */
const LAST_DAY = addDays(FIRST_DAY, DAYS - 1);
const STUDENTS_AN_ADVOCATE = 25;
const TICK_MS = 20;
/** Students who go off track, of all of whom a record comes in. */
const SHARE_OFF = 10;

/** Milliseconds from the moment a record is taken in until the inbox of the assigned adult shows its alert. */
export async function measureLatency(recordsPerSecond: number, seconds: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeroom-bench-'));
  const opened = openEventStore(`sqlite:${join(folder, 'log.sqlite')}`);
  const models = await openReadModels(`sqlite:${join(folder, 'models.sqlite')}`);
  const directory = await openDirectory(`sqlite:${join(folder, 'directory.sqlite')}`, 'a secret of the bench');
  const clock = new SystemClock();
  const workers = new Workers({ ...opened, models, clock });
  const intake = new Intake({ store: opened.store, directory });
  const stopping = new AbortController();
  try {
    const students = recordsPerSecond * seconds;
    await startSchoolDay(opened.store, DISTRICT, LAST_DAY, '/districts/lincoln/bench');
    for (let from = 0; from < students; from += 100) {
      const some = Array.from({ length: Math.min(100, students - from) }, (_, index) => prepared(from + index)).flat();
      await intake.take(some.map((each) => ({ record: each })));
    }
    await workers.acquire();
    await workers.runToEnd();
    const running = workers.runLive(stopping.signal);
    await workers.whenCaughtUp();
    const found = await takeAll({ intake, directory, inbox: models.collection<InboxDocument>(inboxes) }, students, recordsPerSecond);
    stopping.abort();
    await running;
    return found;
  } finally {
    await workers.release();
    await opened.close();
    await models.close();
    await directory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Parts {
  readonly intake: Intake;
  readonly directory: Directory;
  readonly inbox: { getMany(ids: readonly string[]): Promise<readonly { readonly id: string; readonly body: InboxDocument }[]> };
}

async function takeAll({ intake, directory, inbox }: Parts, students: number, perSecond: number): Promise<number[]> {
  const ids = Array.from({ length: Math.ceil(students / STUDENTS_AN_ADVOCATE) }, (_, index) => `T-${index}`);
  const keys = await directory.findKeys(DISTRICT, 'staff', ids);
  /** When the records of each advocate's students were taken in, in order. */
  const waiting = new Map<string, number[]>();
  const found: number[] = [];
  const look = async (): Promise<void> => {
    for (const { id, body } of await inbox.getMany([...waiting.keys()])) {
      const times = waiting.get(id) ?? [];
      const shown = seen.get(id) ?? 0;
      for (const began of times.splice(0, body.alerts.length - shown)) found.push(performance.now() - began);
      seen.set(id, body.alerts.length);
      if (times.length === 0) waiting.delete(id);
    }
  };
  const seen = new Map<string, number>();
  const perTick = Math.round((perSecond * TICK_MS) / 1_000);
  const start = performance.now();
  for (let tick = 0; tick * perTick < students; tick++) {
    await delay(Math.max(0, start + tick * TICK_MS - performance.now()));
    const some = Array.from({ length: Math.min(perTick, students - tick * perTick) }, (_, index) => tick * perTick + index);
    for (const student of some.filter((each) => each % SHARE_OFF === 0)) {
      const key = keys.get(`T-${Math.floor(student / STUDENTS_AN_ADVOCATE)}`) ?? '';
      waiting.set(key, [...(waiting.get(key) ?? []), performance.now()]);
    }
    await intake.take(some.map((student) => ({ record: record('attendance-recorded', student, attendance(student, DAYS - 1)) })));
    await look();
  }
  for (const end = performance.now() + 30_000; waiting.size > 0 && performance.now() < end; await delay(2)) await look();
  if (waiting.size > 0) throw new Error(`${waiting.size} inboxes never showed what was taken in.`);
  return found.toSorted((a, b) => a - b);
}

/** Everything before the last day: 35 days present and 3 missed for those who go off track with the next one. */
function prepared(student: number): SisRecord[] {
  const records = [record('student-enrolled', student, { schoolId: 'north', gradeLevel: '05', entryDate: FIRST_DAY })];
  for (let day = 0; day < DAYS - 1; day++) records.push(record('attendance-recorded', student, attendance(student, day)));
  const staffId = `T-${Math.floor(student / STUDENTS_AN_ADVOCATE)}`;
  const assigned = { staffId, role: 'advocate', studentId: `S-${student}`, from: FIRST_DAY };
  records.push({ ...record('staff-assigned', student, {}), subject: staffId, data: assigned });
  if (student === 0) {
    const calendar = { schoolId: 'north', schoolYear: 2026, firstDay: FIRST_DAY, lastDay: LAST_DAY, attendanceTaking: 'affirmative' };
    const instructionalDays = Array.from({ length: DAYS }, (_, index) => addDays(FIRST_DAY, index));
    records.push({ ...record('calendar-published', 0, {}), subject: 'north', data: { ...calendar, instructionalDays } });
  }
  return records;
}

function attendance(student: number, day: number): Record<string, unknown> {
  const isMissed = student % SHARE_OFF === 0 && day >= DAYS - 4;
  return { schoolId: 'north', date: addDays(FIRST_DAY, day), status: isMissed ? 'absent-unexcused' : 'present' };
}

function record(name: RecordName, student: number, data: Record<string, unknown>): SisRecord {
  const studentId = `S-${student}`;
  const time = `${LAST_DAY}T12:00:00Z`;
  const whose = { name, district: DISTRICT, subject: studentId, time, source: '/districts/lincoln/sis', ownTime: true };
  return { ...whose, data: { studentId, schoolYear: 2026, ...data } };
}
