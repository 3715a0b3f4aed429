import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '#libs/event-sourcing';

/** One event of each of `BATCH` students, the next one of each at `revision`. */
export interface SampleBatch {
  readonly revision: number;
  readonly events: readonly (NewEvent & { readonly stream: string })[];
}

export const BATCH = 500;
/** A school year has some 180 days: events that begin a stream are rare, also here. */
export const STUDENTS = 1_000;
// Long enough that code compiled anew after the collection between two runs is a small part of it, and that the file is checkpointed once.
const EVENTS = 100_000;

const streams = Array.from({ length: STUDENTS }, () => {
  const key = randomUUID().replaceAll('-', '');
  return `student-${key.slice(0, 2)}.district.${key}.2026`;
});

/** A hundred school days of a district: attendance of all students, a day after the other. */
export const batches: readonly SampleBatch[] = Array.from({ length: EVENTS / BATCH }, (_, batch) => {
  const day = Math.floor((batch * BATCH) / STUDENTS);
  const first = (batch * BATCH) % STUDENTS;
  return { revision: day, events: streams.slice(first, first + BATCH).map((stream, i) => ({ stream, ...attendance(day, i) })) };
});

function attendance(day: number, student: number): NewEvent {
  const date = new Date(Date.UTC(2025, 8, 1 + day)).toISOString().slice(0, 10);
  return {
    id: randomUUID(),
    type: 'attendance-recorded.v1',
    data: { date, schoolId: `school-${student % 7}`, status: student % 9 === 0 ? 'absent-unexcused' : 'present' },
    metadata: { knownAt: `${date}T14:03:11.123456Z`, source: '/districts/district/sis', correlation: randomUUID() },
  };
}

/** Times `work` on all the batches, in a folder that is removed afterwards; answers events a second. */
export async function timed<T>(
  open: (path: string) => Promise<T>,
  work: (opened: T) => Promise<void>,
  close: (opened: T) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const opened = await open(join(folder, 'log.sqlite'));
  const begin = performance.now();
  await work(opened);
  const seconds = (performance.now() - begin) / 1_000;
  await close(opened);
  await rm(folder, { recursive: true });
  return EVENTS / seconds;
}
