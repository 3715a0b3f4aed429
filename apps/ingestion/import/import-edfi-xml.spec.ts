import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultEdfiMapping } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { attendance, enrolment, interchange } from '#libs/testing';
import { Intake } from '../intake/intake.js';
import { importEdfiXml, type EdfiXmlImportOptions, type EdfiXmlImportReport } from './import-edfi-xml.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-edfi-'));
});
afterEach(() => rm(folder, { recursive: true }));

function opened(directoryOfFiles = folder) {
  const { store, log } = openMemoryEventStore();
  const directory = openMemoryDirectory('a secret of the tests');
  const clock = new FixedClock('2012-01-10T15:00:00Z');
  const run = (over: Partial<EdfiXmlImportOptions> = {}): Promise<EdfiXmlImportReport> => {
    const intake = new Intake({ store, directory });
    return importEdfiXml({
      directory: directoryOfFiles,
      district: 'test',
      intake,
      store,
      clock,
      timeZone: 'America/Chicago',
      letters: directory,
      ...over,
    });
  };
  return { store, log, directory, clock, run };
}
const write = (...elements: readonly string[]): Promise<void> => writeFile(join(folder, 'interchange.xml'), interchange(...elements));

describe('an import of an Ed-Fi XML interchange', () => {
  it('appends what is new, then nothing, then exactly the one record that was edited', async () => {
    const { run, clock } = opened();
    await write(enrolment(), attendance({ date: '2011-09-06' }), attendance({ date: '2011-09-07' }));
    const first = await run();
    expect(first.records['attendance-recorded']).toEqual({ read: 2, appended: 2, unchanged: 0, deadLettered: 0, unplaced: 0 });
    clock.set('2012-01-11T15:00:00Z');
    expect((await run()).total).toMatchObject({ appended: 0, unchanged: first.total.appended });
    clock.set('2012-01-12T15:00:00Z');
    await write(enrolment(), attendance({ date: '2011-09-06' }), attendance({ date: '2011-09-07', category: 'Tardy' }));
    expect((await run()).total).toMatchObject({ appended: 1, unchanged: first.total.appended - 1 });
  });

  it('is refused where it is older than one already done, unless insisted on', async () => {
    const { run, store } = opened();
    await write(enrolment(), attendance());
    await run({ time: '2012-01-05T00:00:00Z' });
    await expect(run({ time: '2012-01-04T00:00:00Z' })).rejects.toThrow(/as of 2012-01-05T00:00:00Z was already done.* --force/);
    expect(await run({ time: '2012-01-04T00:00:00Z', force: true })).toMatchObject({ total: { appended: 0 } });
    await expect(run({ time: '2012-01-04T23:59:59.9Z' })).rejects.toThrow(/already done/);
    expect(await run({ time: '2012-01-05T00:00:00+00:00' })).toMatchObject({ total: { appended: 0 } });
    const done = (await store.readStream('district-test')).filter(({ type }) => type === 'records-imported.v1');
    expect(done.map(({ data }) => data)).toEqual([{ source: '/districts/test/edfi-xml', time: '2012-01-05T00:00:00Z' }]);
  });

  it('keeps what is refused as dead letters with the element, and counts it by the kind it would have been', async () => {
    const { run, directory } = opened();
    await write(enrolment(), attendance(), attendance({ date: '2011-09-08', category: 'Abducted' }));
    const report = await run();
    expect(report.records['attendance-recorded']).toMatchObject({ read: 2, appended: 1, deadLettered: 1 });
    const { letters } = await directory.deadLetters();
    expect(letters).toMatchObject([{ reason: 'unmapped-value', district: 'test', origin: { kind: 'file', file: 'interchange.xml' } }]);
    expect(Buffer.from((await directory.deadLetter(letters[0]?.id ?? ''))?.original ?? []).toString()).toContain('Abducted');
    await run();
    expect((await directory.deadLetters()).letters).toHaveLength(1);
  });

  it('takes in what was refused before once the value is mapped, and the letter waits no longer', async () => {
    const { run, directory, clock } = opened();
    const abducted = attendance({ date: '2011-09-08', category: 'Abducted' });
    await write(enrolment(), abducted, attendance({ date: '2011-09-09', category: 'Beamed up' }));
    await run();
    clock.set('2012-01-11T15:00:00Z');
    const { attendance: known } = defaultEdfiMapping;
    const categories = [...known.categories, { category: 'Abducted', status: 'absent-excused' as const }];
    const report = await run({ mapping: { ...defaultEdfiMapping, attendance: { ...known, categories } } });
    expect(report.records['attendance-recorded']).toMatchObject({ read: 2, appended: 1, deadLettered: 1 });
    const { letters } = await directory.deadLetters();
    expect(letters.map(({ message, retriedAt }) => [message.includes('Abducted'), retriedAt])).toEqual([
      [true, '2012-01-11T15:00:00.000Z'],
      [false, undefined],
    ]);
    const tallies = await directory.countDeadLettersByFeed('test');
    expect(tallies).toMatchObject([{ source: '/districts/test/edfi-xml', record: 'attendance-recorded', waiting: 1, retried: 1 }]);
  });

  it('that was stopped is not taken for done, and the next one goes on to the same end', async () => {
    const { run, store } = opened();
    await write(enrolment(), ...Array.from({ length: 600 }, (_, index) => attendance({ student: `s${index}`, date: '2011-09-06' })));
    const stop = new AbortController();
    const stopped = await run({ signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ interrupted: true });
    expect((await store.readStream('district-test')).map(({ type }) => type)).toEqual(['school-day-started.v1']);
    const rest = await run();
    const whole = opened();
    expect(stopped.total.appended + rest.total.appended).toBe((await whole.run()).total.appended);
    expect(rest.total.unplaced).toBeGreaterThan(590);
  });

  it('of a published sample reads its records, and the second time appends none', async () => {
    const sample = resolve('../shared/data/edfi-inbloom-small');
    if (!existsSync(sample)) {
      console.warn(`skipped: ${sample} is not there`);
      return;
    }
    const { run, clock } = opened(sample);
    const first = await run();
    expect(first.records).toMatchObject({
      'student-profile': { read: 78, appended: 78 },
      'student-enrolled': { read: 167, appended: 167 },
      'section-joined': { read: 325 },
      'attendance-recorded': { read: 5550, unplaced: 2 },
      'grade-posted': { read: 200, appended: 200 },
      'calendar-published': { read: 558 },
      'community-joined': { read: 6 },
      'behavior-recorded': { read: 2 },
    });
    expect(first.total).toMatchObject({ deadLettered: 0, unchanged: 0 });
    clock.set('2012-01-11T15:00:00Z');
    expect((await run()).total).toMatchObject({ appended: 0, unchanged: first.total.appended });
  });
});
