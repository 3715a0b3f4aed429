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
const EVENTS = 100_000;
/**
 * Batches before the clock starts: the collection between two runs throws away code that was compiled for what the last run had opened,
 * and a program that goes on for days compiles it once.
 */
const WARM_UP = 20;

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

/** Appends all the batches, in a folder that is removed afterwards; answers events a second. `append` is given a batch's place. */
export async function timed<T>(
  open: (path: string) => Promise<T>,
  append: (opened: T, batch: number) => Promise<void>,
  close: (opened: T) => Promise<void>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const opened = await open(join(folder, 'log.sqlite'));
  let begin = 0;
  for (let batch = 0; batch < batches.length; batch++) {
    if (batch === WARM_UP) begin = performance.now();
    await append(opened, batch);
  }
  const seconds = (performance.now() - begin) / 1_000;
  await close(opened);
  await rm(folder, { recursive: true });
  return (EVENTS - WARM_UP * BATCH) / seconds;
}
