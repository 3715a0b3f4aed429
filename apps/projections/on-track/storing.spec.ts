import { describe, expect, it } from '@jest/globals';
import type { ReadModels, RecordedEvent } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { HistoryBuilder } from '#libs/testing';
import { students, type StudentDocument } from '#libs/views';
import { startOnTrack } from '../start-on-track.js';
import { AppendingStatusRecorder, ComparingStatusRecorder } from './status-recorder.js';

const student = 'aa000000000000000000000000000001';

async function documentIn(models: ReadModels): Promise<StudentDocument | undefined> {
  return (await models.collection<StudentDocument>(students).get(`d1/${student}/2026`))?.body;
}

describe('The students’ documents', () => {
  it('are stored once for many events, at the latest at the end of the log, and are the same as stored with each', async () => {
    const { store, log } = openMemoryEventStore();
    const history = new HistoryBuilder(store);
    await history.calendar('s1', 2026);
    await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.day('2025-12-01');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(30)}${'a'.repeat(10)}`);
    const events: RecordedEvent[] = [];
    for await (const batch of log.read()) events.push(...batch.events);

    const folded = async (batchSize: number): Promise<{ document: StudentDocument | undefined; kept: number; decided: unknown }> => {
      const models = openMemoryReadModels();
      const recorder = new ComparingStatusRecorder();
      const { projection } = await startOnTrack({ store, log, models, recorder }, { once: true, batchSize });
      let kept = 0;
      for (const event of events) {
        const { position } = event;
        const isKept = (await projection.handle({ events: [event], position, caughtUp: position === events.length })) === 'kept';
        kept += Number(isKept);
        if (kept === position) expect(await documentIn(models)).toBeUndefined();
      }
      return { document: await documentIn(models), kept, decided: recorder.decided };
    };

    const each = await folded(1);
    const seldom = await folded(20);
    expect([each.kept, seldom.kept]).toEqual([0, events.length - Math.floor(events.length / 20) - 1]);
    expect(seldom.document?.status).toBe('off-track');
    expect(seldom.document).toEqual(each.document);
    expect(seldom.decided).toEqual(each.decided);
  });

  it('and their statuses are stored also where a day changes more of them than a store takes at once', async () => {
    const MANY = 10_001;
    const { store, log } = openMemoryEventStore();
    const models = openMemoryReadModels();
    const history = new HistoryBuilder(store);
    await history.calendar('s1', 2026);
    for (let number = 0; number < MANY; number++) {
      const key = `${(number % 256).toString(16).padStart(2, '0')}${String(number).padStart(30, '0')}`;
      await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    }
    await history.day('2025-12-01');
    const { runner } = await startOnTrack(
      { store, log, models, recorder: new AppendingStatusRecorder(store) },
      { once: true, batchSize: 20_000 },
    );
    await runner.run();
    expect(await models.collection<StudentDocument>(students).count()).toBe(MANY);
    let recorded = 0;
    for await (const { events } of log.read({ prefixes: ['status-'] })) recorded += events.length;
    expect(recorded).toBe(MANY);
  });

  it('go on after a crash that came between statuses and documents, though more has happened since', async () => {
    const { store, log } = openMemoryEventStore();
    const models = openMemoryReadModels();
    const history = new HistoryBuilder(store);
    await history.calendar('s1', 2026);
    await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.day('2025-12-01');
    const recorder = new AppendingStatusRecorder(store);
    const failPoint = (name: string): void => {
      if (name === 'after-record') throw new Error('crash');
    };
    const crashed = await startOnTrack({ store, log, models, recorder, failPoint }, { once: true });
    await expect(crashed.runner.run()).rejects.toThrow('crash');
    await history.attendance(student, '2025-09-01', `${'p'.repeat(30)}${'a'.repeat(10)}`);
    await (await startOnTrack({ store, log, models, recorder }, { once: true })).runner.run();
    const anew = new ComparingStatusRecorder();
    await (await startOnTrack({ store, log, models: openMemoryReadModels(), recorder: anew }, { once: true })).runner.run();
    const [[stream = '', decided] = []] = anew.decided;
    expect((await store.readStream(stream)).map(({ id }) => id)).toEqual(decided);
    expect(decided?.length).toBeGreaterThan(1);
  });
});
