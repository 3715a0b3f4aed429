import { describe, expect, it } from '@jest/globals';
import type { Profile, StatusChanged } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { startOnTrack } from '../start-on-track.js';
import { AppendingStatusRecorder } from './status-recorder.js';

const student = 'aa000000000000000000000000000001';
const PUBLISHED = 'ew-framework';

/** A rule of the district's own: so many percent of attendance. */
function ours(version: string, percent: number): Profile {
  const measure = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 30 } as const;
  const passes = { comparison: 'at-least', value: percent, inclusive: true } as const;
  const conditions = [{ name: 'attendance', sentence: `Present on at least ${percent} % of days.`, measure, passes }];
  return { name: 'ours', version, title: 'Ours', source: 'The board', milestones: [{ name: 'all', grades: ['05'], conditions }] };
}

/** A fifth grader with these days, `p` present, `a` absent, from September 1 on. */
async function given(days: string) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const history = new HistoryBuilder(store);
  await history.calendar('s1', 2026);
  await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
  await history.day(weekdays('2025-09-01', days.length).at(-1) ?? '');
  await history.attendance(student, '2025-09-01', days);
  const fold = async (): Promise<void> => {
    const { runner } = await startOnTrack({ store, log, models, recorder: new AppendingStatusRecorder(store) }, { once: true });
    await runner.run();
  };
  /** What was recorded so far: the status, by which rules, and why it ended. */
  const told = async (): Promise<string[]> => {
    await fold();
    const all: string[] = [];
    for await (const { events } of log.read({ prefixes: ['status-'] })) {
      for (const { data } of events) {
        const { status, profile, profileVersion, ended } = data as StatusChanged;
        all.push(`${status} by ${profile} ${profileVersion}${ended === undefined ? '' : `, ${ended}`}`);
      }
    }
    return all;
  };
  return { history, told };
}

describe('Rules of a district’s own', () => {
  it('are judged by at once, and what only they asked for ends as a change of rules', async () => {
    const { history, told } = await given(`${'p'.repeat(46)}aaaa`);
    await history.adopt(null, ours('1', 93));
    expect((await told()).slice(-2)).toEqual(['at-risk by ew-framework 1', 'off-track by ours 1']);
    await history.adopt(null, PUBLISHED);
    expect((await told()).slice(-1)).toEqual(['at-risk by ew-framework 1, rule-changed']);
  });

  it('in a new version end what the old one asked for, found again in the log', async () => {
    const { history, told } = await given(`${'p'.repeat(46)}aaaa`);
    await history.adopt(null, ours('1', 93));
    await history.adopt(null, ours('2', 91));
    expect((await told()).slice(-2)).toEqual(['off-track by ours 1', 'on-track by ours 2, rule-changed']);
  });

  it('go on knowing a mistake in the data as such', async () => {
    const { history, told } = await given(`${'p'.repeat(46)}aaaa`);
    await history.adopt(null, ours('1', 93));
    await told();
    const date = weekdays('2025-09-01', 50)[49];
    await history.student(student, 2026, 'attendance-recorded', { schoolId: 's1', date, status: 'present' });
    expect((await told()).at(-1)).toBe('on-track by ours 1, corrected');
  });

  it('say that a student is back where the new ones make no difference', async () => {
    const { history, told } = await given(`${'p'.repeat(45)}aaaaa`);
    await history.adopt(null, ours('1', 93));
    await told();
    await history.day('2025-12-31');
    await history.attendance(student, weekdays('2025-09-01', 51)[50] ?? '', 'p'.repeat(30));
    await history.adopt(null, ours('2', 92));
    expect((await told()).at(-1)).toBe('off-track by ours 1');
    await history.day('2026-01-05');
    expect((await told()).at(-1)).toBe('on-track by ours 2, recovered');
  });

  it('of a community stand before those of the district', async () => {
    const { history, told } = await given(`${'p'.repeat(46)}aaaa`);
    await history.student(student, 2026, 'community-joined', { communityId: 'harbor', date: '2025-09-01' });
    await history.adopt('harbor', ours('1', 93));
    await history.adopt(null, ours('2', 50));
    expect((await told()).at(-1)).toBe('off-track by ours 1');
  });

  it('that this version does not have stop the fold instead of judging by others', async () => {
    const { history, told } = await given('p');
    await history.adopt(null, 'of-another-version');
    await expect(told()).rejects.toThrow(/of-another-version version 1 were adopted/);
  });
});
