import { describe, expect, it } from '@jest/globals';
import { identityStream } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { EventLog, type EventStore, type LogBatch, type ReadLogOptions, type RecordedEvent } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { communities, students, type CommunityDocument, type StudentDocument, Shard } from '#libs/views';
import { startOnTrack } from '../start-on-track.js';
import { AppendingStatusRecorder } from './status-recorder.js';

const student = 'aa000000000000000000000000000001';
const id = `d1/${student}/2026`;
/** A former id of the student, of the other of two shards. */
const former = '11000000000000000000000000000002';
const days = weekdays('2025-09-01', 50);
const day = (index: number): string => days[index] ?? '';

type ReadStream = EventStore['readStream'];

/** As a program that was mended reads the event that could not be folded. */
class MendedLog extends EventLog {
  readonly #log: EventLog;

  constructor(log: EventLog) {
    super();
    this.#log = log;
  }

  override async *read(options: ReadLogOptions): AsyncIterable<LogBatch> {
    for await (const batch of this.#log.read(options)) yield { ...batch, events: batch.events.map(mended) };
  }

  override head(): Promise<number> {
    return this.#log.head();
  }
}

function mended(event: RecordedEvent): RecordedEvent {
  const { id: eventId, type, stream, revision, position, recordedAt, superseded, metadata } = event;
  const data = event.data as { readonly date?: string };
  if (data.date !== '1999-01-01') return event;
  return { id: eventId, type, stream, revision, position, recordedAt, superseded, metadata, data: { ...data, date: day(40) } };
}

/**
 * A student who goes off track after an event that cannot be folded, day by day.
 * @param shards how many processes share the students. @param cameBy the id under which that event comes.
 */
async function disturbed({ shards = 1, cameBy = student } = {}) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const history = new HistoryBuilder(store);
  const fold = async (from: EventLog = log, into = models): Promise<ReadonlySet<string>> => {
    const recorder = new AppendingStatusRecorder(store);
    const quarantined = new Set<string>();
    for (const shard of Shard.all(shards)) {
      const part = { shard, layout: { of: shards, since: 0 } };
      const read: ReadStream = async (...asked) => (await store.readStream(...asked)).map(from === log ? (event) => event : mended);
      const parts = { store: { readStream: read }, log: from, models: into, recorder, part };
      const { runner, projection } = await startOnTrack(parts, { once: true });
      await runner.run();
      for (const each of projection.quarantined) quarantined.add(each);
    }
    return quarantined;
  };
  await history.calendar('s1', 2026);
  await history.student(student, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: day(0) });
  await history.student(student, 2026, 'community-joined', { communityId: 'harbor', date: day(0) });
  for (let index = 0; index < 40; index++) await history.attendance(student, day(index), 'p');
  await history.day(day(39));
  await fold();
  if (cameBy === former) await history.append(identityStream('d1', former), 'student-identified-as.v1', { newKey: student });
  await history.append(`student-${cameBy.slice(0, 2)}.d1.${cameBy}.2026`, 'attendance-recorded.v1', {
    date: '1999-01-01',
    schoolId: 's1',
    status: 'absent-unexcused',
  });
  for (let index = 41; index < 48; index++) {
    await history.attendance(student, day(index), 'a');
    await history.day(day(index));
    await fold();
  }
  const documentOf = async (of = models): Promise<StudentDocument | undefined> =>
    (await of.collection<StudentDocument>(students).get(id))?.body;
  return { store, log, models, history, fold, documentOf };
}

describe('A student whose event could not be folded', () => {
  it('waits on where it still cannot be', async () => {
    const { fold, documentOf } = await disturbed();
    const before = await documentOf();
    expect(await fold()).toEqual(new Set([id]));
    expect(await documentOf()).toEqual(before);
    expect(await documentOf()).toMatchObject({ status: 'on-track', isQuarantined: 1, quarantined: { reason: 'DayOutsideYearError' } });
  });

  it('is released by the first start after the mend, as a run that was never disturbed would have left it', async () => {
    const { log, models, fold, documentOf } = await disturbed();
    const mendedLog = new MendedLog(log);
    expect(await fold(mendedLog)).toEqual(new Set());
    expect(await documentOf()).toMatchObject({ status: 'off-track', isQuarantined: 0 });
    const community = await models.collection<CommunityDocument>(communities).get('d1/harbor/2026');
    expect(community?.body).toMatchObject({ size: 1, quarantined: 0, counts: { 'off-track': 1 } });
    const end = await log.head();
    const undisturbed = openMemoryReadModels();
    await fold(mendedLog, undisturbed);
    expect(await documentOf(undisturbed)).toEqual(await documentOf());
    expect(await log.head()).toBe(end);
  });

  it.each([
    { shards: 2, cameBy: student },
    { shards: 1, cameBy: former },
    { shards: 2, cameBy: former },
  ])('is released so too in $shards shards, by an event under $cameBy', async (how) => {
    const { log, fold, documentOf, history } = await disturbed(how);
    expect(await fold()).toEqual(new Set([id]));
    const mendedLog = new MendedLog(log);
    expect(await fold(mendedLog)).toEqual(new Set());
    expect(await documentOf()).toMatchObject({ status: 'off-track', isQuarantined: 0 });
    await history.attendance(how.cameBy, day(48), 'p');
    await history.day(day(48));
    await fold(mendedLog);
    const undisturbed = openMemoryReadModels();
    await fold(mendedLog, undisturbed);
    expect(await documentOf(undisturbed)).toEqual(await documentOf());
    expect((await documentOf())?.row?.conditions).toMatchObject([{ enrolled: 49 }]);
  });

  it('goes on with what comes after the release', async () => {
    const { log, history, fold, documentOf } = await disturbed();
    const mendedLog = new MendedLog(log);
    await fold(mendedLog);
    await history.attendance(student, day(48), 'p');
    await history.day(day(48));
    await fold(mendedLog);
    expect((await documentOf())?.row?.conditions).toMatchObject([{ enrolled: 49 }]);
  });
});
