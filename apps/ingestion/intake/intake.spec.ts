import { describe, expect, it } from '@jest/globals';
import { deadLetterOf, type DeadLetter } from '#libs/contracts';
import { openMemoryDirectory, type Directory } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import type { Append, AppendResult, EventStore, ReadStreamOptions, RecordedEvent } from '#libs/event-sourcing';
import { attendanceRecord, enrolmentRecord, sisRecord } from '#libs/testing';
import type { SisRecord } from '#libs/domain';
import { Intake } from './intake.js';

const directory = (): Directory => openMemoryDirectory('a secret of the tests');
const opened = () => {
  const { store, log } = openMemoryEventStore();
  const people = directory();
  const intake = new Intake({ store, directory: people });
  const take = async (...records: readonly SisRecord[]): Promise<readonly string[]> =>
    (await intake.take(records.map((record) => ({ record })))).map(({ outcome }) => outcome);
  const events = async (): Promise<readonly RecordedEvent[]> => {
    const all: RecordedEvent[] = [];
    for await (const batch of log.read()) all.push(...batch.events);
    return all;
  };
  return { store, people, intake, take, events };
};
const statusOf = ({ data }: RecordedEvent): unknown => (data as { readonly status?: string }).status;
const letter = (text: string): DeadLetter =>
  deadLetterOf({
    refusal: { reason: 'unparseable', message: 'The body is not JSON.' },
    origin: { kind: 'file', file: 'a.ndjson', line: 3 },
    original: Buffer.from(text),
    receivedAt: '2025-09-01T12:00:00Z',
  });

describe('intake', () => {
  it('appends a record as a fact of the one it is about', async () => {
    const { take, events, people } = opened();
    expect(await take(attendanceRecord('present'))).toEqual(['appended']);
    const [event] = await events();
    const key = (await people.findKeys('lincoln', 'student', ['s1'])).get('s1') ?? '';
    expect(event).toMatchObject({
      stream: `student-${key.slice(0, 2)}.lincoln.${key}.2026`,
      type: 'attendance-recorded.v1',
      data: { date: '2025-09-01', schoolId: 'north', status: 'present' },
      metadata: { knownAt: '2025-09-01T12:00:00Z', source: '/districts/lincoln/sis' },
      superseded: false,
    });
  });

  it('appends nothing for the same version again, in one batch or in another', async () => {
    const { take, events } = opened();
    expect(await take(attendanceRecord('present'), attendanceRecord('present'))).toEqual(['appended', 'unchanged']);
    expect(await take(attendanceRecord('present'))).toEqual(['unchanged']);
    expect(await events()).toHaveLength(1);
  });

  it('appends an older version that arrives late as superseded', async () => {
    const { take, events } = opened();
    await take(attendanceRecord('tardy', { time: '2025-09-02T08:00:00Z' }));
    expect(await take(attendanceRecord('present', { time: '2025-09-01T08:00:00Z' }))).toEqual(['appended']);
    expect((await events()).map((event) => [statusOf(event), event.superseded, event.metadata.superseded])).toEqual([
      ['tardy', false, undefined],
      ['present', true, true],
    ]);
  });

  it('appends unchanged content with its own later time, but not with the time of an import of everything', async () => {
    const { take } = opened();
    await take(attendanceRecord('present'));
    expect(await take(attendanceRecord('present', { time: '2025-09-03T08:00:00Z' }))).toEqual(['appended']);
    expect(await take(attendanceRecord('present', { time: '2025-09-04T08:00:00Z', ownTime: false }))).toEqual(['unchanged']);
    expect(await take(attendanceRecord('tardy', { time: '2025-09-05T08:00:00Z', ownTime: false }))).toEqual(['appended']);
  });

  it('lets the larger content stand where times are equal, whichever comes first, in one batch or in two', async () => {
    for (const statuses of [
      ['present', 'tardy'],
      ['tardy', 'present'],
    ]) {
      for (const together of [true, false]) {
        const { take, events } = opened();
        const records = statuses.map((status) => attendanceRecord(status));
        if (together) await take(...records);
        else for (const record of records) await take(record);
        expect(
          (await events())
            .filter(({ superseded }) => !superseded)
            .map(statusOf)
            .at(-1),
        ).toBe('tardy');
      }
    }
  });

  it('compares whole contents as received where a record carries more than its fact keeps', async () => {
    for (const notes of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const { take, events, people } = opened();
      for (const note of notes) expect(await take(attendanceRecord('present', {}, { anote: note }))).toEqual(['appended']);
      expect(await take(attendanceRecord('present', {}, { anote: 'a' }))).toEqual(['unchanged']);
      const standing = (await events()).findLast(({ superseded }) => !superseded);
      const handle = String(standing?.metadata['extras']);
      expect((await people.extras([handle])).get(handle)).toContain('"anote":"b"');
    }
  });

  it('orders a content with unknown fields and one without as the whole contents are ordered', async () => {
    for (const backwards of [false, true]) {
      const { take, events } = opened();
      const records = [attendanceRecord('present', {}, { aaa: 1 }), attendanceRecord('present', {}, { date: '2025-09-01' })];
      for (const record of backwards ? records.toReversed() : records) await take(record);
      const standing = (await events()).findLast(({ superseded }) => !superseded);
      // {"aaa":... is smaller than {"date":...
      expect(standing?.metadata['extras']).toBeUndefined();
    }
  });

  it('orders two new ids of one student by the ids, not by their keys', async () => {
    const identity = (newStudentId: string): SisRecord => sisRecord('student-identified-as', { studentId: 's1', newStudentId });
    for (let run = 0; run < 8; run++) {
      const { take, events, people } = opened();
      await take(identity(run % 2 === 0 ? 'x' : 'y'));
      await take(identity(run % 2 === 0 ? 'y' : 'x'));
      const key = (await people.findKeys('lincoln', 'student', ['y'])).get('y');
      expect((await events()).findLast(({ superseded }) => !superseded)?.data).toEqual({ newKey: key });
    }
  });

  it('keeps profiles in the directory and out of the log', async () => {
    const { intake, events, people } = opened();
    const profile = (givenName: string, time: string): SisRecord =>
      sisRecord('student-profile', { studentId: 's1', givenName, familyName: 'Quimby' }, { time });
    const outcomes = await intake.take(
      [profile('Ramona', '2025-09-02T00:00:00Z'), attendanceRecord('present'), profile('Beezus', '2025-09-01T00:00:00Z')].map((record) => ({
        record,
      })),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['appended', 'appended', 'unchanged']);
    expect(outcomes[0]).toMatchObject({ name: 'student-profile', stream: null });
    const key = (await people.findKeys('lincoln', 'student', ['s1'])).get('s1') ?? '';
    expect((await people.people([key])).get(key)).toMatchObject({ givenName: 'Ramona' });
    expect(await events()).toHaveLength(1);
  });

  it('keeps refused records with their reason and original bytes, and takes the rest', async () => {
    const { intake, people } = opened();
    const outcomes = await intake.take([{ deadLetter: letter('{"type":') }, { record: attendanceRecord('present') }]);
    expect(outcomes).toMatchObject([{ outcome: 'deadLettered' }, { outcome: 'appended', name: 'attendance-recorded', date: '2025-09-01' }]);
    const { letters } = await people.deadLetters();
    expect(letters).toMatchObject([{ reason: 'unparseable', origin: { kind: 'file', file: 'a.ndjson', line: 3 } }]);
    const stored = await people.deadLetter(letters[0]?.id ?? '');
    expect(Buffer.from(stored?.original ?? []).toString()).toBe('{"type":');
  });

  it('replaces the student that a member of staff is assigned to by the key', async () => {
    const { take, events, people } = opened();
    await take(
      sisRecord('staff-assigned', { staffId: 't1', role: 'advocate', studentId: 's1', from: '2025-09-01', studentKey: 'smuggled' }),
    );
    const key = (await people.findKeys('lincoln', 'student', ['s1'])).get('s1');
    expect((await events())[0]?.data).toEqual({ role: 'advocate', from: '2025-09-01', studentKey: key });
  });

  it('replaces the substitute of a member of staff on leave by the key', async () => {
    const { take, events, people } = opened();
    await take(sisRecord('staff-leave-recorded', { staffId: 't1', from: '2025-10-06', substituteId: 't2', substituteKey: 'smuggled' }));
    const key = (await people.findKeys('lincoln', 'staff', ['t2'])).get('t2');
    const [leave] = await events();
    expect([leave?.data, leave?.metadata['extras']]).toEqual([{ from: '2025-10-06', substituteKey: key }, undefined]);
  });

  it('decides again when somebody else wrote the stream meanwhile', async () => {
    const { store, people, take, events } = opened();
    const other = new Intake({ store, directory: people });
    await take(attendanceRecord('present'));
    await other.take([{ record: attendanceRecord('tardy', { time: '2025-09-02T00:00:00Z' }) }]);
    expect(await take(attendanceRecord('tardy', { time: '2025-09-02T00:00:00Z' }), enrolmentRecord('s2'))).toEqual([
      'unchanged',
      'appended',
    ]);
    expect(await events()).toHaveLength(3);
  });

  it('compares again when a larger content was entered while the contents were compared', async () => {
    const { store, people, events } = opened();
    const reading = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let isFirst = true;
    const gated: EventStore = Object.assign(Object.create(store) as EventStore, {
      appendMany: store.appendMany.bind(store),
      readStream: async (stream: string, options?: ReadStreamOptions) => {
        const found = await store.readStream(stream, options);
        if (options?.from === undefined || !isFirst) return found;
        isFirst = false;
        reading.resolve();
        await goOn.promise;
        return found;
      },
    });
    const intake = new Intake({ store: gated, directory: people });
    await intake.take([{ record: attendanceRecord('absent-excused') }]);
    const slow = intake.take([{ record: attendanceRecord('present') }]);
    await reading.promise;
    await intake.take([{ record: attendanceRecord('tardy') }]);
    goOn.resolve();
    await slow;
    expect((await events()).map((event) => [statusOf(event), event.superseded])).toEqual([
      ['absent-excused', false],
      ['tardy', false],
      ['present', true],
    ]);
  });

  it('gives up with a clear message when others never stop writing', async () => {
    const { store, people } = opened();
    const conflict = async (appends: readonly Append[]): Promise<readonly AppendResult[]> =>
      appends.map(() => ({ outcome: 'conflict', revision: 7 }));
    const contended: EventStore = Object.assign(Object.create(store) as EventStore, { appendMany: conflict, readStream: async () => [] });
    const intake = new Intake({ store: contended, directory: people });
    await expect(intake.take([{ record: attendanceRecord('present') }])).rejects.toThrow(/20 times in a row .* send the records again/);
  });

  it('acknowledges nothing and remembers nothing when the store fails', async () => {
    const { store, people, events } = opened();
    let broken = true;
    const appendMany = async (appends: readonly Append[]): Promise<readonly AppendResult[]> => {
      if (broken) throw new Error('disk full');
      return store.appendMany(appends);
    };
    const failing: EventStore = Object.assign(Object.create(store) as EventStore, {
      appendMany,
      readStream: store.readStream.bind(store),
    });
    const intake = new Intake({ store: failing, directory: people });
    await expect(intake.take([{ record: attendanceRecord('present') }])).rejects.toThrow('disk full');
    broken = false;
    expect(await intake.take([{ record: attendanceRecord('present') }])).toMatchObject([{ outcome: 'appended' }]);
    expect(await events()).toHaveLength(1);
  });

  it('decides the same when its ledgers do not fit in memory', async () => {
    const { store, people, events } = opened();
    const intake = new Intake({ store, directory: people, ledgerVersions: 1 });
    for (const status of ['present', 'tardy', 'present']) await intake.take([{ record: attendanceRecord(status) }]);
    expect((await events()).map(statusOf)).toEqual(['present', 'tardy']);
  });

  it('goes on with a new key where a person is erased between the look-up and its use', async () => {
    const { store, people, take } = opened();
    await take(attendanceRecord('present'));
    let erased = false;
    const intake = new Intake({
      store,
      directory: people,
      failPoint: () => {},
    });
    const keysFor = people.keysFor.bind(people);
    people.keysFor = async (district, kind, ids) => {
      const keys = await keysFor(district, kind, ids);
      if (!erased) for (const key of keys.values()) await people.erase(key);
      erased = true;
      return keys;
    };
    const profile = sisRecord('student-profile', { studentId: 's1', givenName: 'Ramona' });
    expect(await intake.take([{ record: profile }])).toMatchObject([{ outcome: 'appended' }]);
  });
});
