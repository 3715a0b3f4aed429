import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { students, type StudentDocument } from '#libs/views';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { startOnTrack } from '../start-on-track.js';
import { AppendingStatusRecorder } from './status-recorder.js';

const student = 'aa000000000000000000000000000001';
const other = 'bb000000000000000000000000000002';

function house() {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  return { store, log, models, history: new HistoryBuilder(store) };
}

type House = ReturnType<typeof house>;

async function fold({ store, log, models }: Pick<House, 'store' | 'log' | 'models'>): Promise<ReadonlySet<string>> {
  const { runner, projection } = await startOnTrack({ store, log, models, recorder: new AppendingStatusRecorder(store) }, { once: true });
  await runner.run();
  return projection.quarantined;
}

async function documentOf({ models }: Pick<House, 'models'>, key = student, year = 2026): Promise<StudentDocument | undefined> {
  return (await models.collection<StudentDocument>(students).get(`d1/${key}/${year}`))?.body;
}

async function recorded({ log }: House): Promise<string[]> {
  const statuses: string[] = [];
  for await (const { events } of log.read({ prefixes: ['status-'] })) {
    statuses.push(...events.map(({ data }) => (data as { status: string }).status));
  }
  return statuses;
}

async function enroll(history: HistoryBuilder, key = student, gradeLevel = '05'): Promise<void> {
  await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel, entryDate: '2025-09-01' });
}

describe('The live status', () => {
  it('is evaluated as of the district’s day; records dated later wait for theirs', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    await here.history.day('2025-10-10');
    await here.history.attendance(student, '2025-09-01', 'p'.repeat(40));
    await fold(here);
    expect((await documentOf(here))?.row?.conditions).toMatchObject([{ enrolled: 30 }]);
    await here.history.day('2025-10-14');
    await fold(here);
    expect((await documentOf(here))?.row?.conditions).toMatchObject([{ enrolled: 32 }]);
  });

  it('stops at June 30 of its year', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    await here.history.attendance(student, '2025-09-01', 'p'.repeat(40));
    await here.history.day('2026-11-20');
    await fold(here);
    const document = await documentOf(here);
    expect(document).toMatchObject({ status: 'on-track', enrolled: true, history: [['2026-06-30', 'on-track']] });
  });

  it('waits without a day of the district', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    await fold(here);
    expect(await documentOf(here)).toMatchObject({ row: null, status: null });
  });

  it('of an exception-only school counts a day when the school submits it, for every student', async () => {
    const here = house();
    await here.history.calendar('s1', 2026, 'exception-only');
    await enroll(here.history);
    await here.history.day('2025-10-31');
    await fold(here);
    expect((await documentOf(here))?.row?.conditions).toMatchObject([{ enrolled: 0 }]);
    for (const date of weekdays('2025-09-01', 31)) await here.history.school('s1', 2026, 'attendance-submitted', { date });
    await fold(here);
    expect(await documentOf(here)).toMatchObject({ status: 'on-track', row: { conditions: [{ present: 31, enrolled: 31 }] } });
  });

  it('shows a day known by sections at once, but it is told when half of the known sections are missed or the day is over', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    for (const sectionId of ['a', 'b', 'c', 'd']) {
      await here.history.student(student, 2026, 'section-joined', { schoolId: 's1', sectionId, date: '2025-09-01' });
    }
    const [first = '', ...days] = weekdays('2025-10-13', 5);
    await here.history.attendance(student, '2025-09-01', `${'p'.repeat(27)}aaa`);
    await here.history.day(first);
    await fold(here);
    expect(await recorded(here)).toEqual(['at-risk']);
    const missed = { schoolId: 's1', date: first, status: 'absent-unexcused' };
    await here.history.student(student, 2026, 'attendance-recorded', { ...missed, sectionId: 'a' });
    await fold(here);
    expect(await recorded(here)).toEqual(['at-risk']);
    await here.history.student(student, 2026, 'attendance-recorded', { ...missed, sectionId: 'b' });
    await fold(here);
    expect(await recorded(here)).toEqual(['at-risk', 'off-track']);
    expect(days).toHaveLength(4);
  });

  it('holds what stands on no enrolled day until an enrolment comes', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await here.history.day('2025-10-31');
    await here.history.attendance(student, '2025-09-01', 'pp');
    await here.history.student(student, 2026, 'behavior-recorded', {
      schoolId: 's1',
      incidentId: 'i1',
      date: '2025-09-02',
      category: 'other',
      actions: [{ kind: 'none' }],
    });
    await fold(here);
    expect(await documentOf(here)).toMatchObject({ hasUnplaced: 1, unplaced: { dates: ['2025-09-01', '2025-09-02'], incidents: 1 } });
    await enroll(here.history);
    await fold(here);
    expect(await documentOf(here)).toMatchObject({ hasUnplaced: 0, unplaced: { dates: [], incidents: 0 } });
  });
});

describe('What is recorded', () => {
  it('is silent where the cause is history or the district’s first day takes stock, and told where it is news', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    await here.history.day('2026-01-30');
    await here.history.attendance(student, '2025-09-01', `${'p'.repeat(27)}aaaa`);
    await fold(here);
    await here.history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '06', entryDate: '2025-09-01' });
    await here.history.student(student, 2026, 'behavior-recorded', {
      schoolId: 's1',
      incidentId: 'i1',
      date: '2026-01-29',
      category: 'other',
      actions: [{ kind: 'expulsion' }],
    });
    await fold(here);
    const silent: unknown[] = [];
    for await (const { events } of here.log.read({ prefixes: ['status-'] })) {
      silent.push(...events.map(({ data }) => (data as { silent?: true }).silent ?? false));
    }
    expect(silent).toEqual([true, true, true, true, false]);
  });

  it('is not recorded again when the models are folded again from the start', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await enroll(here.history);
    for (const [index, date] of weekdays('2025-09-01', 52).entries()) {
      await here.history.day(date);
      await here.history.attendance(student, date, index >= 26 && index < 31 ? 'a' : 'p');
      if (index % 7 === 0) await fold(here);
    }
    await fold(here);
    const before = await recorded(here);
    const again = { ...here, models: openMemoryReadModels() };
    await fold(again);
    expect(await recorded(here)).toEqual(before);
    expect(await documentOf(again)).toEqual(await documentOf(here));
    expect(before).toEqual(['insufficient-data', 'off-track', 'at-risk']);
  });
});

describe('An event that cannot be folded', () => {
  it('quarantines its own document, shows it and stops nothing else', async () => {
    const here = house();
    await here.history.calendar('s1', 2026);
    await here.history.day('2025-10-31');
    await enroll(here.history);
    await enroll(here.history, other);
    await here.history.append(`student-aa.d1.${student}.2026`, 'attendance-recorded.v1', {
      date: '1999-01-01',
      schoolId: 's1',
      status: 'present',
    });
    await here.history.attendance(student, '2025-09-01', 'p');
    await here.history.attendance(other, '2025-09-01', 'p');
    expect(await fold(here)).toEqual(new Set([`d1/${student}/2026`]));
    expect(await documentOf(here)).toMatchObject({ isQuarantined: 1, quarantined: { reason: 'DayOutsideYearError' } });
    expect((await documentOf(here, other))?.row?.conditions).toMatchObject([{ present: 1 }]);
    expect(await fold(here)).toEqual(new Set([`d1/${student}/2026`]));
  });
});
