import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HistoryBuilder } from '#libs/testing';
import { ServedApi } from '../../test/served-api.js';
import type { Embedded } from './index.js';

const ids = Array.from({ length: 60 }, (_, index) => `S-${index}`);
let served: ServedApi;

beforeAll(async () => {
  served = await ServedApi.open('2025-10-24T16:00:00Z', { tell: tellHistory });
});

afterAll(() => served.close());

/** Attendance of students whose enrolments have not come. */
async function tellHistory({ directory, store }: Embedded): Promise<void> {
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.day('2025-10-24');
  for (const key of (await directory.keysFor('d1', 'student', ids)).values()) await history.attendance(key, '2025-09-01', 'p');
}

async function ask<T>(url: string): Promise<T> {
  return (await served.app.inject({ url, headers: { host: 'localhost:3000' } })).json<T>();
}

describe('Many students without an enrolment', () => {
  it('come some at a time, whatever is asked for, and each once', async () => {
    const found: string[] = [];
    const pages: number[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = await ask<{ unplaced: { studentId: string }[]; next: string | null }>(`/api/unplaced?limit=500${after}`);
      found.push(...page.unplaced.map(({ studentId }) => studentId));
      pages.push(page.unplaced.length);
      next = page.next;
    }
    expect(pages).toEqual([50, 10]);
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  it('are counted with the feeds', async () => {
    expect(await ask('/api/feeds')).toMatchObject({ unplacedStudents: 60 });
  });
});
