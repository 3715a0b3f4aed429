import { createHash, randomUUID } from 'node:crypto';
import { staffStream, statusStream, type StatusChanged } from '#libs/domain';
import { NO_STREAM, type Append, type EventStore } from '#libs/event-sourcing';
import type { Stores } from '#libs/stores';
import { startAlerting } from '../../apps/alerting/index.js';
import { DISTRICT, madeFolder, SCHOOL_YEAR, startHour } from './bench-stores.js';

const COMMUNITIES = 400;
const HOUR = 9;
/** The day on which what is measured happens. */
export const TODAY = '2025-11-03';
const BATCH = 1_000;
const failing = { name: 'attendance', value: 88, threshold: 90, result: 'fail', inclusive: true } as const;

/** A log with a counselor for each community, in which so many alerts were raised, told of and have ended. */
export function quietDistrict(closedAlerts: number): Promise<string> {
  const students = studentKeys('closed', closedAlerts);
  return madeFolder(async (stores) => {
    await stores.store.appendMany(Array.from({ length: COMMUNITIES }, (_, index) => counselor(index)));
    await startHour(stores.store, '2025-10-13', HOUR);
    await appendTransitions(stores.store, students, { status: 'off-track', date: '2025-10-13' });
    await react(stores);
    await startHour(stores.store, '2025-10-27', HOUR);
    await appendTransitions(stores.store, students, { status: 'on-track', date: '2025-10-27' });
    await react(stores);
    await startHour(stores.store, TODAY, HOUR);
    await react(stores);
  });
}

/** Keys as they are drawn, but the same ones at each call. */
export function studentKeys(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => createHash('md5').update(`${name} ${index}`).digest('hex'));
}

interface Turn {
  readonly status: 'off-track' | 'on-track';
  readonly date: string;
}

/** Each student's status is another one from a day on. */
export async function appendTransitions(store: EventStore, students: readonly string[], turn: Turn): Promise<void> {
  const appends = students.map((key, index) => transition(key, index, turn));
  for (let from = 0; from < appends.length; from += BATCH) await store.appendMany(appends.slice(from, from + BATCH));
}

function transition(key: string, index: number, { status, date }: Turn): Append {
  const isOff = status === 'off-track';
  const change: StatusChanged = {
    status,
    previous: isOff ? 'on-track' : 'off-track',
    milestone: 'grade-6',
    gradeLevel: '06',
    schoolId: 's1',
    communityId: `c${index % COMMUNITIES}`,
    conditions: isOff ? [failing] : [],
    asOf: date,
    profile: 'ew-framework',
    profileVersion: '1',
    cause: { id: randomUUID(), position: 1, type: 'attendance-recorded.v1' },
    ...(isOff ? {} : { ended: 'recovered' as const }),
  };
  const expectedRevision = isOff ? NO_STREAM : 0;
  const events = [{ id: randomUUID(), type: 'on-track-status-changed.v1', data: change, metadata: {} }];
  return { stream: statusStream(DISTRICT, key, SCHOOL_YEAR), expectedRevision, events };
}

function counselor(index: number): Append {
  const [key = ''] = studentKeys(`counselor ${index}`, 1);
  const data = { role: 'counselor', communityId: `c${index}`, from: '2025-08-01' };
  const events = [{ id: randomUUID(), type: 'staff-assigned.v1', data, metadata: {} }];
  return { stream: staffStream(DISTRICT, key), expectedRevision: NO_STREAM, events };
}

async function react(stores: Stores): Promise<void> {
  await (await startAlerting(stores, { once: true })).run();
}
