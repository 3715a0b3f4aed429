import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock, type ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels, openSqliteReadModels } from '#libs/read-models';
import { StorageFullError } from '#libs/sqlite';
import { HistoryBuilder } from '#libs/testing';
import { students } from '#libs/views';
import { Workers } from './workers.js';

const SIZES = [100, 150, 200, 250].map((kibibytes) => kibibytes * 1024);

async function documentsOf(models: ReadModels): Promise<unknown[]> {
  const documents: unknown[] = [];
  for await (const { id, body } of models.collection(students).all()) documents.push([id, body]);
  return documents;
}

it('read models whose disk was full while they were folded come to the same as others when there is room', async () => {
  const { store, log } = openMemoryEventStore();
  const clock = new FixedClock('2025-09-02T12:00:00Z');
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  for (let n = 10; n < 90; n++) {
    const enrolled = { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' };
    await history.student(`aa0000000000000000000000000000${n}`, 2026, 'student-enrolled', enrolled);
  }
  await history.day('2025-09-02');
  const others = openMemoryReadModels();
  await new Workers({ store, log, models: others, clock }).runToEnd();
  const folder = mkdtempSync(join(tmpdir(), 'homeroom-full-'));
  const path = join(folder, 'models.sqlite');
  for (const maxBytes of SIZES) {
    const small = openSqliteReadModels({ path, maxBytes });
    await expect(new Workers({ store, log, models: small, clock }).runToEnd()).rejects.toThrow(StorageFullError);
    await small.close();
  }
  const models = openSqliteReadModels({ path });
  const head = await log.head();
  await new Workers({ store, log, models, clock }).runToEnd();
  expect(await documentsOf(models)).toEqual(await documentsOf(others));
  expect(await log.head()).toBe(head);
  await models.close();
  rmSync(folder, { recursive: true });
});
