import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudEventOf } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { addDays, type SisRecord } from '#libs/domain';
import { attendanceRecord, enrolmentRecord, sisRecord } from '#libs/testing';
import { lastSchoolDay } from '#libs/views';
import { startSchoolDay } from '../day/day-clock.js';
import { Intake } from '../intake/intake.js';
import { eventFiles, type EventFile } from './event-files.js';
import { importEvents } from './import-events.js';
import type { ImportOptions } from './import-options.js';

let nextId = 0;
const line = (record: SisRecord): string => JSON.stringify(cloudEventOf({ ...record, id: `e${nextId++}` }));
const fileOf = (...lines: readonly string[]): EventFile => ({
  name: 'events.ndjson',
  open: async function* () {
    yield Buffer.from(`${lines.join('\n')}\n`);
  },
});

function opened(over: Partial<ImportOptions> = {}) {
  const { store, log } = openMemoryEventStore();
  const directory = openMemoryDirectory('a secret of the tests');
  const clock = new FixedClock('2025-10-01T15:00:00Z');
  const options: ImportOptions = {
    district: 'lincoln',
    intake: new Intake({ store, directory }),
    store,
    clock,
    timeZone: 'America/Chicago',
    ...over,
  };
  return { store, log, directory, options, run: (...lines: readonly string[]) => importEvents([fileOf(...lines)], options) };
}
const day = (date: string, data: object = {}): SisRecord => attendanceRecord('present', {}, { date, ...data });

describe('an import of native events', () => {
  it('reports for each kind of record what was read and what became of it, and again that nothing changed', async () => {
    const { run } = opened();
    const lines = [line(enrolmentRecord()), line(day('2025-09-01')), line(day('2025-09-02')), line(day('2025-09-01'))];
    const first = await run(...lines);
    expect(first).toEqual({
      records: {
        'student-enrolled': { read: 1, appended: 1, unchanged: 0, deadLettered: 0, unplaced: 0 },
        'attendance-recorded': { read: 3, appended: 2, unchanged: 1, deadLettered: 0, unplaced: 0 },
      },
      total: { read: 4, appended: 3, unchanged: 1, deadLettered: 0, unplaced: 0 },
      interrupted: false,
    });
    expect((await run(...lines)).total).toEqual({ read: 4, appended: 0, unchanged: 4, deadLettered: 0, unplaced: 0 });
  });

  it('turns every bad line into a dead letter with reason, path, origin and original bytes, and takes the rest', async () => {
    const { run, directory } = opened();
    const broken = '{"specversion":"1.0", "type":"homeroom.sis.attendance-recorded.v1"';
    const unknown = line(day('2025-09-01')).replace('attendance-recorded', 'attendance-recordet');
    const outside = line(day('2026-08-15'));
    const longId = line(day('2025-09-01', { schoolId: 'x'.repeat(201) }));
    const tooLong = line(day('2025-09-01', { note: 'x'.repeat(256 * 1024) }));
    const foreign = line({ ...day('2025-09-01'), district: 'grant', source: '/districts/grant/sis' });
    const report = await run(broken, unknown, outside, longId, tooLong, foreign, line(day('2025-09-01')));
    expect(report.total).toEqual({ read: 7, appended: 1, unchanged: 0, deadLettered: 6, unplaced: 1 });
    expect(report.records['unknown']).toMatchObject({ read: 1, deadLettered: 1 });
    expect(report.records['attendance-recorded']).toMatchObject({ read: 6, appended: 1, deadLettered: 5 });
    const { letters } = await directory.deadLetters();
    expect(letters.map(({ reason, path, origin }) => [reason, path, origin.kind === 'file' ? origin.line : 0])).toEqual([
      ['unparseable', undefined, 1],
      ['unknown-type', 'type', 2],
      ['outside-school-year', 'data.date', 3],
      ['identifier-too-long', 'data.schoolId', 4],
      ['too-large', undefined, 5],
      ['other-district', 'source', 6],
    ]);
    expect(letters.every(({ origin }) => origin.kind === 'file' && origin.file === 'events.ndjson')).toBe(true);
    const originals = [broken, unknown, outside, longId, tooLong.slice(0, 4096), foreign];
    for (const [index, { id }] of letters.entries()) {
      expect(Buffer.from((await directory.deadLetter(id))?.original ?? []).toString()).toBe(originals[index]);
    }
  });

  it('counts as unplaced what stands on no enrolled day when the import ends', async () => {
    const { run } = opened();
    const mark = (schoolYear: number, termEnd: string): SisRecord =>
      sisRecord('grade-posted', {
        studentId: 's1',
        schoolId: 'north',
        schoolYear,
        courseId: 'ela',
        subject: 'ela',
        termId: 't1',
        termKind: 'quarter',
        termEnd,
        final: true,
      });
    const withdrawn = { studentId: 's1', schoolId: 'north', schoolYear: 2026, exitDate: '2025-09-03', reason: 'transferred' };
    const report = await run(
      line(day('2025-08-31')),
      line(day('2025-09-01')),
      line(day('2025-09-02')),
      line(day('2025-09-03')),
      line(day('2025-09-03')),
      line(day('2025-09-04')),
      line(mark(2026, '2025-11-01')),
      line(mark(2025, '2024-11-01')),
      // The enrolment arrives last and counts for all that came before it.
      line(sisRecord('student-withdrawn', withdrawn)),
      line(enrolmentRecord()),
    );
    expect(report.records['attendance-recorded']).toMatchObject({ appended: 5, unchanged: 1, unplaced: 4 });
    expect(report.records['grade-posted']).toMatchObject({ appended: 2, unplaced: 1 });
    expect(report.total.unplaced).toBe(5);
  });

  it('takes a retracted enrolment for none', async () => {
    const { run } = opened();
    const retraction = { studentId: 's1', schoolId: 'north', schoolYear: 2026, entryDate: '2025-09-01' };
    const later = { time: '2025-09-05T00:00:00Z' };
    const report = await run(line(enrolmentRecord()), line(day('2025-09-01')), line(sisRecord('enrollment-retracted', retraction, later)));
    expect(report.records['attendance-recorded']).toMatchObject({ unplaced: 1 });
  });

  it('stops after the batch in hand when it is asked to, and goes on to the same end', async () => {
    const lines = [
      line(enrolmentRecord()),
      ...Array.from({ length: 1_400 }, (_, index) => line(day(addDays('2025-09-01', index % 250), { sectionId: `c${index % 7}` }))),
    ];
    const stop = new AbortController();
    const { options, store, log, run } = opened();
    const stopped = await importEvents([fileOf(...lines)], { ...options, signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ interrupted: true, total: { read: 500, deadLettered: 0 } });
    const again = await run(...lines);
    expect(again).toMatchObject({ interrupted: false, total: { read: 1_401 } });
    expect(stopped.total.appended + again.total.appended).toBe((await log.head()) - (await store.readStream('district-lincoln')).length);
    const undisturbed = opened();
    expect((await undisturbed.run(...lines)).total.appended).toBe(stopped.total.appended + again.total.appended);
  });

  it('starts the first day of a district, and leaves one that has started', async () => {
    const { run, store } = opened();
    await run(line(enrolmentRecord()));
    expect(await lastSchoolDay(store, 'lincoln')).toBe('2025-10-01');
    const simulated = opened({ timeZone: null });
    await simulated.run(line(enrolmentRecord()));
    expect(await lastSchoolDay(simulated.store, 'lincoln')).toBeNull();
    const running = opened();
    await startSchoolDay(running.store, 'lincoln', '2025-09-05', '/districts/lincoln/clock');
    await running.run(line(enrolmentRecord()));
    expect(await lastSchoolDay(running.store, 'lincoln')).toBe('2025-09-05');
  });
});

describe('files of events', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeroom-import-'));
    await writeFile(join(folder, 'a.ndjson'), `${line(enrolmentRecord())}\n`);
    await writeFile(join(folder, 'b.ndjson'), line(day('2025-09-01')));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are read one after the other', async () => {
    const { options } = opened();
    const files = await eventFiles([join(folder, 'a.ndjson'), join(folder, 'b.ndjson')]);
    expect((await importEvents(files, options)).total).toMatchObject({ read: 2, appended: 2, unplaced: 0 });
  });

  it('can be a pipe, which is opened once', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const written = writeFile(pipe, `${line(enrolmentRecord())}\n`);
    const { options } = opened();
    expect((await importEvents(await eventFiles([pipe]), options)).total).toMatchObject({ read: 1, appended: 1 });
    await written;
  });

  it('hold what they hold: marks, line ends and bytes that are no text cost no other line', async () => {
    const [first, second, third] = [enrolmentRecord(), day('2025-09-02'), day('2025-09-03')].map(line);
    const path = join(folder, 'hard.ndjson');
    const tooLong = `{"id":"${'x'.repeat(300_000)}"}`;
    const lines = [`\uFEFF${first}\r`, '', '\u0000\u0000', `${second}\r`, tooLong, '{"half":', third];
    await writeFile(path, Buffer.concat([Buffer.from(lines.join('\n')), Buffer.from([0x0a, 0xff, 0xfe])]));
    const { options, directory } = opened();
    const report = await importEvents(await eventFiles([path]), options);
    expect(report.total).toEqual({ read: 7, appended: 3, unchanged: 0, deadLettered: 4, unplaced: 0 });
    const { letters } = await directory.deadLetters({ district: 'lincoln' });
    expect(letters.map(({ origin, reason }) => [origin.kind === 'file' && origin.line, reason])).toEqual([
      [3, 'unparseable'],
      [5, 'too-large'],
      [6, 'unparseable'],
      [8, 'unparseable'],
    ]);
    expect(letters[1]?.message).toContain('has 300009 bytes');
  });

  it('that are empty are no trouble', async () => {
    await writeFile(join(folder, 'empty.ndjson'), '');
    expect((await importEvents(await eventFiles([join(folder, 'empty.ndjson')]), opened().options)).total).toMatchObject({ read: 0 });
  });

  it('that are missing or are folders are named before anything is read', async () => {
    await expect(eventFiles([join(folder, 'a.ndjson'), join(folder, 'none.ndjson')])).rejects.toThrow(
      /none\.ndjson cannot be read: there is no such file/,
    );
    await expect(eventFiles([folder])).rejects.toThrow(/is a folder: give its files/);
  });
});
