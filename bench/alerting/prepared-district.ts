import { parseCloudEvent, sourceOf } from '#libs/contracts';
import { addDays } from '#libs/domain';
import type { Stores } from '#libs/stores';
import { Intake, type IntakeItem } from '../../apps/ingestion/index.js';
import { Workers } from '../../apps/standalone/index.js';
import { DISTRICT, madeFolder, SCHOOL_YEAR, startHour } from './bench-stores.js';

const STUDENTS = 2_000;
const COMMUNITY = 50;
/** So many days are there before attendance is judged. */
const HISTORY_DAYS = 30;
/** One more day missed and a student is off track. */
const MISSED_BEFORE = [3, 13, 23];
const LIVE_DAYS = 2;
/** One in so many students is missed on each of the live days, others on each. */
const ONE_IN = 10;
const BATCH = 1_000;
/** An hour at which people are told. */
export const HOUR = 9;

export interface LiveRecord {
  /** As it comes in. */
  readonly text: string;
  readonly item: IntakeItem;
}

const days = weekdays('2025-09-01', HISTORY_DAYS + LIVE_DAYS);

/** The records of the days that are measured, and how many alerts they come to. */
export const liveRecords = days.slice(HISTORY_DAYS).map((date, day) => ({
  date,
  records: studentIds().map((id, index) => recordOf(attendance(id, date, index % ONE_IN === day))),
  alerts: STUDENTS / ONE_IN,
}));

let prepared: Promise<string> | null = null;

/** A data folder with six weeks of a district in which each student may not miss another day; made once, to be copied. */
export function preparedDistrict(): Promise<string> {
  return (prepared ??= madeFolder(fill));
}

async function fill(stores: Stores): Promise<void> {
  const intake = new Intake(stores);
  const take = async (texts: readonly string[]): Promise<void> => {
    for (let from = 0; from < texts.length; from += BATCH)
      await intake.take(texts.slice(from, from + BATCH).map((text) => recordOf(text).item));
  };
  await take(roster());
  for (const [day, date] of days.slice(0, HISTORY_DAYS).entries()) {
    await startHour(stores.store, date, HOUR);
    await take(studentIds().map((id) => attendance(id, date, MISSED_BEFORE.includes(day))));
  }
  const workers = new Workers(stores);
  if (!(await workers.acquire())) throw new Error('The bench met another process.');
  await workers.runToEnd();
  await workers.release();
}

function roster(): string[] {
  const school = { schoolId: 's1', schoolYear: SCHOOL_YEAR };
  const lastDay = days.at(-1);
  const calendar = { firstDay: days[0], lastDay, instructionalDays: days, attendanceTaking: 'affirmative' };
  const texts = [line('calendar-published', 's1', { ...school, ...calendar })];
  for (let index = 0; index < STUDENTS / COMMUNITY; index++) {
    const communityId = `c${index}`;
    texts.push(line('community-defined', communityId, { communityId, ...school, name: `Community ${index}`, sizeLimit: COMMUNITY }));
    texts.push(line('staff-assigned', `t${index}`, { staffId: `t${index}`, role: 'counselor', communityId, from: '2025-08-01' }));
  }
  for (const [index, studentId] of studentIds().entries()) {
    const communityId = `c${index % (STUDENTS / COMMUNITY)}`;
    texts.push(line('student-enrolled', studentId, { studentId, ...school, gradeLevel: '06', entryDate: days[0] }));
    texts.push(line('community-joined', studentId, { studentId, communityId, schoolYear: SCHOOL_YEAR, date: days[0] }));
  }
  return texts;
}

function attendance(studentId: string, date: string, isAbsent: boolean): string {
  const status = isAbsent ? 'absent-unexcused' : 'present';
  return line('attendance-recorded', studentId, { studentId, schoolId: 's1', schoolYear: SCHOOL_YEAR, date, status }, date);
}

function line(name: string, subject: string, data: object, date = '2025-09-01'): string {
  const time = `${date}T13:00:00Z`;
  const envelope = { specversion: '1.0', id: `${name}/${subject}/${time}`, source: sourceOf(DISTRICT, 'sis') };
  return JSON.stringify({ ...envelope, type: `homeroom.sis.${name}.v1`, subject, time, datacontenttype: 'application/json', data });
}

function recordOf(text: string): LiveRecord {
  const parsed = parseCloudEvent(text);
  if (!parsed.ok) throw new Error(`The bench wrote a record that is refused: ${parsed.refusal.message}`);
  return { text, item: { record: parsed.record } };
}

function studentIds(): string[] {
  return Array.from({ length: STUDENTS }, (_, index) => `student-${index}`);
}

function weekdays(from: string, count: number): string[] {
  const dates: string[] = [];
  for (let date = from; dates.length < count; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) dates.push(date);
  }
  return dates;
}
