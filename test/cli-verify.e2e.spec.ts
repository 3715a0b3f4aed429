import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

const homerooms: Homeroom[] = [];
afterEach(async () => {
  for (const homeroom of homerooms.splice(0)) await homeroom.end();
});

async function started(): Promise<Homeroom> {
  const homeroom = await Homeroom.start();
  homerooms.push(homeroom);
  return homeroom;
}

const records = community({ 'S-1': `${'p'.repeat(30)}aaaa`, 'S-2': 'p'.repeat(34), 'S-3': `${'pppa'.repeat(8)}pp` });

/** A data folder that took the lines in, a file at a time. */
async function folderWith(...files: readonly (readonly string[])[]): Promise<Homeroom> {
  const homeroom = await started();
  for (const [index, lines] of files.entries()) {
    const path = join(homeroom.folder, `${index}.ndjson`);
    await writeFile(path, lines.join('\n'));
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
  }
  return homeroom;
}

async function stateOf(homeroom: Homeroom): Promise<string> {
  const { models, state } = JSON.parse(await homeroom.ok('verify', '--format', 'json')) as { models: { ok: boolean }; state: string };
  expect(models.ok).toBe(true);
  return state;
}

describe('The state of two data folders', () => {
  it('is the same whatever the keys, the order of arrival, the batches and the duplicates', async () => {
    const inOrder = await folderWith(records);
    const [calendar = '', ...others] = records;
    const backwards = await folderWith(others.toReversed(), [calendar, ...others.slice(40, 60)]);
    expect(await stateOf(backwards)).toBe(await stateOf(inOrder));
  });

  it('is the same after a correction that was taken back and one that arrived too late', async () => {
    const corrected = attended('S-2', '2025-09-10', 'a', { time: '2025-10-01T08:00:00Z' });
    const mended = attended('S-2', '2025-09-10', 'p', { time: '2025-10-02T08:00:00Z' });
    const direct = await folderWith([...records, mended]);
    expect(await stateOf(await folderWith(records, [mended], [corrected]))).toBe(await stateOf(direct));
  });

  it('is another one for one other record, whether it moves a status or not', async () => {
    const before = await stateOf(await folderWith(records));
    const absence = attended('S-2', '2025-09-10', 'a', { time: '2025-10-01T08:00:00Z' });
    expect(await stateOf(await folderWith([...records, absence]))).not.toBe(before);
    const membership = { studentId: 'S-2', schoolId: 's1', schoolYear: 2026, sectionId: 'choir', date: '2025-09-01' };
    expect(await stateOf(await folderWith([...records, line('section-joined', 'S-2', membership)]))).not.toBe(before);
  });

  it('is the same for two folders from which the same student was erased, and another one than before', async () => {
    const [one, two] = [await folderWith(records), await folderWith(records.toReversed())];
    const before = await stateOf(one);
    for (const homeroom of [one, two]) await homeroom.ok('directory', 'erase', '--student', 'S-3');
    expect(await stateOf(one)).toBe(await stateOf(two));
    expect(await stateOf(one)).not.toBe(before);
  });
});

describe('Verifying', () => {
  it('counts the documents and prints the state', async () => {
    expect(await (await folderWith(records)).ok('verify')).toMatch(/^models ok \(\d+ documents\)\nstate [\da-f]{64}\n$/);
  });

  it('names the document that is not what the log comes to, then the event that is not as it was appended', async () => {
    const homeroom = await folderWith(records);
    const before = await stateOf(homeroom);
    const [models, log] = ['models', 'log'].map((name) => join(homeroom.data, `${name}.sqlite`));
    const restore = change(
      models,
      `UPDATE "documents.students" SET body = replace(body, '"present":30,"enrolled":34', '"present":29,"enrolled":34')`,
    );
    expect(await homeroom.run(['verify'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /differ from the log, first in students: student S-1 of district lincoln, school year 2026: row\.conditions\[0\]\.present is 29, folded anew it is 30/,
      ),
    });
    restore();
    expect(await stateOf(homeroom)).toBe(before);
    change(log, `DROP TRIGGER events_no_update; UPDATE events SET data = replace(data, 'present', 'tardy') WHERE position = 60`);
    const damaged = await homeroom.run(['verify', '--format', 'json']);
    expect([damaged.code, damaged.err]).toEqual([
      1,
      expect.stringMatching(/log\.sqlite is damaged: The event at position 60 .* was changed/),
    ]);
    expect(JSON.parse(damaged.out)).toMatchObject({ models: { ok: false }, state: null });
  });

  it.each([
    ['directory', 'S-2', /directory\.sqlite is damaged: SQLite finds: .*\n.*Restore a backup into a new data folder/s],
    ['models', '"conditions"', /models\.sqlite is damaged: SQLite finds: .*\n.*remove it: the next command folds it again from the log/s],
    ['log', '"present"', /log\.sqlite is damaged: The events at positions \d+ to \d+ are missing or cannot be read\..*Restore a backup/s],
  ])('names the file of the %s where it is damaged, and what to do', async (name, text, told) => {
    const homeroom = await folderWith(records);
    const path = join(homeroom.data, `${name}.sqlite`);
    const bytes = await readFile(path);
    const page = Math.floor(bytes.indexOf(text) / 4096);
    await writeFile(path, bytes.fill(0xff, page * 4096, (page + 1) * 4096));
    expect(await homeroom.run(['verify'])).toMatchObject({ code: 1, err: expect.stringMatching(told) });
  });

  it('misses a document that is gone', async () => {
    const homeroom = await folderWith(records);
    change(join(homeroom.data, 'models.sqlite'), `DELETE FROM "documents.alerts"`);
    const { code, err } = await homeroom.run(['verify']);
    expect([code, err]).toEqual([1, expect.stringMatching(/lack a document of alerts: [\da-f-]{36} about student S-\d/)]);
  });
});

/** Changes a database behind the product's back. @returns what undoes an update of documents. */
function change(path: string | undefined, sql: string): () => void {
  const db = new DatabaseSync(path ?? '');
  db.exec(sql);
  db.close();
  return () => {
    const again = new DatabaseSync(path ?? '');
    again.exec(sql.replace(/'([^']*)', '([^']*)'/, `'$2', '$1'`));
    again.close();
  };
}
