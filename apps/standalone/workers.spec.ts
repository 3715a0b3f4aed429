import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { alerts, communities, students, trendOf, type AlertDocument, type CommunityDocument, type StudentDocument } from '#libs/views';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { Workers } from './workers.js';

const student = 'aa000000000000000000000000000001';
const counselor = 'cc000000000000000000000000000001';

function house() {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const workers = new Workers({ store, log, models, clock: new FixedClock('2025-11-03T12:00:00Z') });
  return { store, log, models, workers, history: new HistoryBuilder(store) };
}

async function enrolledFifthGrader(history: HistoryBuilder): Promise<void> {
  await history.calendar('s1', 2026);
  await history.community('c1', 'community-defined', { communityId: 'c1', schoolId: 's1', schoolYear: 2026, name: 'Harbor' });
  await history.staff(counselor, 'staff-assigned', { role: 'counselor', communityId: 'c1', from: '2025-07-01' });
  await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
  await history.student(student, 2026, 'community-joined', { communityId: 'c1', date: '2025-09-01' });
}

async function alertsIn(models: ReturnType<typeof openMemoryReadModels>): Promise<AlertDocument[]> {
  const page = await models.collection<AlertDocument>(alerts).find({ index: 'byRaised', equals: ['d1'] });
  return page.documents.map(({ body }) => body);
}

describe('A student who slips', () => {
  it('goes off track with the absence that makes the difference, and the counselor of the community is told once', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    const days = weekdays('2025-09-01', 40);
    await history.day(days[39] ?? '');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(35)}aaaa`);
    await workers.runToEnd();
    const [alert, ...others] = await alertsIn(models);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ state: 'open', studentKey: student, route: { role: 'counselor', staff: [counselor] } });
    expect(alert?.conditions).toMatchObject([{ name: 'attendance', present: 35, enrolled: 39, result: 'fail', threshold: 90 }]);
    await workers.runToEnd();
    expect(await alertsIn(models)).toEqual([alert]);
  });

  it('is back on track at the start of a school day, not before', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    const days = weekdays('2025-09-01', 80);
    for (const [index, date] of days.slice(0, 60).entries()) {
      await history.day(date);
      await history.attendance(student, date, index >= 26 && index < 30 ? 'a' : 'p');
    }
    await workers.runToEnd();
    const [alert] = await alertsIn(models);
    expect(alert).toMatchObject({ state: 'resolved', ended: 'recovered', asOf: days[29], endedAsOf: days[40] });
  });

  it('has the alert retracted at once when the absence was a mistake', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    await history.day('2025-10-31');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(30)}aaaa`);
    await workers.runToEnd();
    expect(await alertsIn(models)).toMatchObject([{ state: 'open' }]);
    await history.attendance(student, weekdays('2025-09-01', 31)[30] ?? '', 'p');
    await workers.runToEnd();
    expect(await alertsIn(models)).toMatchObject([{ state: 'retracted', ended: 'corrected' }]);
  });

  it('has the alert retracted when the enrolment itself was a mistake', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    await history.day('2025-10-31');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(30)}aaaa`);
    await workers.runToEnd();
    await history.student(student, 2026, 'enrollment-retracted', { schoolId: 's1', entryDate: '2025-09-01' });
    await workers.runToEnd();
    expect(await alertsIn(models)).toMatchObject([{ state: 'retracted', ended: 'corrected' }]);
  });

  it('has the alert closed when another rule is adopted that makes the difference', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    await history.day('2025-10-31');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(30)}aaaa`);
    await workers.runToEnd();
    await history.adopt('c1', 'ed-fi-ews');
    await workers.runToEnd();
    expect(await alertsIn(models)).toMatchObject([{ state: 'closed', ended: 'rule-changed' }]);
  });
});

describe('A community', () => {
  it('shows its students by status and the days before', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    for (const date of weekdays('2025-09-01', 32)) {
      await history.day(date);
      await history.attendance(student, date, 'p');
    }
    await workers.runToEnd();
    const { documents } = await models.collection<CommunityDocument>(communities).find({ index: 'byYear', equals: ['d1', 2026] });
    const community = documents[0]?.body;
    expect(community).toMatchObject({
      communityId: 'c1',
      name: 'Harbor',
      sizeLimit: 400,
      size: 1,
      counts: { 'on-track': 1, 'off-track': 0 },
    });
    expect(trendOf(community?.dailyCounts).map(({ counts }) => counts['on-track'])).toEqual([...Array<number>(29).fill(0), 1, 1, 1]);
  });
});

describe('A community of a school year that has ended', () => {
  it('is summed up once more, as of its last day', async () => {
    const { models, workers, history } = house();
    await enrolledFifthGrader(history);
    await history.day('2026-05-04');
    await workers.runToEnd();
    await history.day('2026-08-24');
    await workers.runToEnd();
    const { documents } = await models.collection<CommunityDocument>(communities).find({ index: 'byYear', equals: ['d1', 2026] });
    expect(documents[0]?.body).toMatchObject({ communityId: 'c1', asOf: '2026-06-30' });
  });
});

describe('Workers that stop anywhere', () => {
  it('go on to the same documents and the same log', async () => {
    const undisturbed = await run(() => undefined);
    for (let step = 1; step <= 40; step++) {
      let left = step;
      const disturbed = await run(() => {
        left -= 1;
        if (left === 0) throw new Error('killed');
      });
      expect(disturbed).toEqual(undisturbed);
    }
  });

  async function run(failPoint: () => void) {
    const { store, log, models, history } = house();
    const parts = { store, log, models, clock: new FixedClock('2025-11-03T12:00:00Z') };
    await enrolledFifthGrader(history);
    for (const [index, date] of weekdays('2025-09-01', 45).entries()) {
      await history.day(date);
      await history.attendance(student, date, index >= 26 && index < 30 ? 'a' : 'p');
      if (index % 9 === 0) await runUntilDone(parts, failPoint);
    }
    await runUntilDone(parts, failPoint);
    const document = await models.collection<StudentDocument>(students).find({ index: 'byYear', equals: ['d1', 2026] });
    const events: unknown[] = [];
    for await (const batch of log.read({ prefixes: ['status-', 'alert-'] })) {
      events.push(...batch.events.map(({ stream, revision, type }) => [stream.slice(0, 8), revision, type]));
    }
    return { documents: document.documents.map(({ body: { row, history: past, state } }) => ({ row, past, state })), events };
  }

  async function runUntilDone(parts: Omit<ConstructorParameters<typeof Workers>[0], 'failPoint'>, failPoint: () => void): Promise<void> {
    for (;;) {
      try {
        return await new Workers({ ...parts, failPoint }).runToEnd();
      } catch (error) {
        if (!(error instanceof Error) || error.message !== 'killed') throw error;
      }
    }
  }
});
