import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { openMemoryDirectory } from '#libs/directory';
import { districtStream, shippedProfile, type SisRecord, type StatusRow } from '#libs/domain';
import type { EventLog, ReadModels } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { asOfs, history, knownAts, modelRow, shuffledWithDuplicates, times, YEAR } from '#libs/testing';
import { referencePrefixes, students, type StudentDocument } from '#libs/views';
import { foldStatuses, linkedGroups, linkedOf, replayHistory } from '../apps/gateway/index.js';
import { Intake } from '../apps/ingestion/index.js';
import { ComparingStatusRecorder, Shard, startOnTrack } from '../apps/projections/index.js';

const IDS = ['s1', 's2', 's3', 's4'];
const RUNS = 60;
const TODAY = '2026-01-31';
const SHARDS = 3;
const FIRST_OF_YEAR = '2025-07-01';

/** Who was said to be whom, when, and whether that was taken back at that moment. */
const identification = fc.record({
  from: fc.constantFrom(...IDS),
  to: fc.constantFrom(...IDS),
  time: fc.constantFrom(...times),
  retracted: fc.constantFrom(false, false, false, true),
});
type Identification = typeof identification extends fc.Arbitrary<infer T> ? T : never;

function identityRecord({ from, to, time, retracted }: Identification): SisRecord {
  const data = retracted ? { studentId: from } : { studentId: from, newStudentId: to };
  const name = retracted ? 'identity-retracted' : 'student-identified-as';
  return { name, district: 'd', subject: from, time, source: '/districts/d/sis', ownTime: true, data };
}

/** By id the one that the student has, straight from the documents: the latest word on each id, the oldest in a circle left out. */
function modelPeople(said: readonly Identification[], knownAt: string | null): ReadonlyMap<string, string> {
  const links = new Map<string, Identification>();
  for (const one of said) {
    const other = links.get(one.from);
    if ((knownAt === null || order(one.time) <= order(knownAt)) && (other === undefined || isLater(one, other))) links.set(one.from, one);
  }
  for (const [from, { retracted }] of links) if (retracted) links.delete(from);
  for (const from of IDS) breakCircle(links, from);
  return new Map(IDS.map((id) => [id, endOf(links, id)]));
}

function endOf(links: ReadonlyMap<string, Identification>, id: string): string {
  const next = links.get(id)?.to;
  return next === undefined ? id : endOf(links, next);
}

function breakCircle(links: Map<string, Identification>, start: string): void {
  const circle: Identification[] = [];
  for (let id = start; ;) {
    const link = links.get(id);
    if (link === undefined || circle.includes(link)) return;
    circle.push(link);
    id = link.to;
    if (id === start) break;
  }
  const oldest = Math.min(...circle.map(({ time }) => order(time)));
  for (const { from, time } of circle) if (order(time) === oldest) links.delete(from);
}

function isLater(a: Identification, b: Identification): boolean {
  return order(a.time) > order(b.time);
}

function order(time: string): number {
  return (times as readonly string[]).indexOf(time);
}

interface Life {
  readonly records: readonly SisRecord[];
  readonly said: readonly Identification[];
  /** The order in which they come, and in how large batches. */
  readonly arrivals: readonly SisRecord[];
  readonly batch: number;
}

const life: fc.Arbitrary<Life> = fc
  .record({
    records: history,
    owners: fc.array(fc.integer({ min: 0, max: IDS.length - 1 }), { minLength: 30, maxLength: 30 }),
    said: fc.uniqueArray(identification, { minLength: 1, maxLength: 6, selector: ({ from, time }) => `${from} ${time}` }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    batch: fc.integer({ min: 1, max: 25 }),
    saidFirst: fc.boolean(),
  })
  .map(({ records: all, owners, said: some, seed, batch, saidFirst }) => {
    const records = all.map((record, index) => ownedBy(record, IDS[owners[index % owners.length] ?? 0] ?? 's1'));
    const said = some.filter(({ from, to }) => from !== to);
    const shuffled = shuffledWithDuplicates([...records, ...said.map(identityRecord)], seed);
    const [first, then] = [shuffled.filter(isIdentification), shuffled.filter((record) => !isIdentification(record))];
    return { records, said, arrivals: saidFirst ? [...first, ...then] : shuffled, batch };
  });

function isIdentification({ name }: SisRecord): boolean {
  return name === 'student-identified-as';
}

function ownedBy(record: SisRecord, id: string): SisRecord {
  return isAboutSchool(record)
    ? { ...record, subject: String(record.data['schoolId']) }
    : { ...record, subject: id, data: { ...record.data, studentId: id } };
}

function isAboutSchool({ name }: SisRecord): boolean {
  return name.startsWith('calendar-') || name.startsWith('attendance-submi');
}

/** Rows by id as the documents promise them: whatever came under any of a student's ids is taken as if it had come under one. */
function modelRows({ records, said }: Life, asOf: string, knownAt: string | null): Record<string, StatusRow> {
  const people = modelPeople(said, knownAt);
  const rows = IDS.flatMap((id) => {
    const own = records.filter((record) => isAboutSchool(record) || people.get(record.subject) === id);
    const row = modelRow(
      own.map((record) => ownedBy(record, 'one')),
      { year: YEAR, asOf, minimum: 30 },
      knownAt,
    );
    return row === null ? [] : [[id, row] as const];
  });
  return Object.fromEntries(rows);
}

/** The house: records come in batch by batch, and what is live follows after each of them, started afresh. */
async function lived({ arrivals, batch }: Life) {
  const { store, log } = openMemoryEventStore();
  const directory = openMemoryDirectory('a secret of this test');
  const intake = new Intake({ store, directory });
  const models = openMemoryReadModels();
  await store.append({ stream: districtStream('d'), expectedRevision: -1, events: [dayStarted] });
  const fold = async (into: ReadModels, batchSize: number): Promise<void> => {
    await (
      await startOnTrack({ store, log, models: into, recorder: new ComparingStatusRecorder() }, { once: true, batchSize })
    ).runner.run();
  };
  for (let from = 0; from < arrivals.length; from += batch) {
    await intake.take(arrivals.slice(from, from + batch).map((record) => ({ record })));
    await fold(models, 1);
  }
  const anew = openMemoryReadModels();
  await fold(anew, 1_000);
  const shared = openMemoryReadModels();
  const layout = { of: SHARDS, since: 0 };
  for (const shard of Shard.all(SHARDS)) {
    const parts = { store, log, models: shared, recorder: new ComparingStatusRecorder(), part: { shard, layout } };
    await (await startOnTrack(parts, { once: true, batchSize: batch })).runner.run();
  }
  const keys = await directory.keysFor('d', 'student', IDS);
  const idOf = new Map([...keys].map(([id, key]) => [key, id]));
  return { store, log, live: await documentsOf(models), anew: await documentsOf(anew), shared: await documentsOf(shared), idOf };
}

const dayStarted = {
  id: '7b3f0f0e-6a0b-4c52-9a3e-000000000001',
  type: 'school-day-started.v1',
  data: { date: TODAY },
  metadata: {},
};

async function documentsOf(models: ReadModels): Promise<StudentDocument[]> {
  const documents: StudentDocument[] = [];
  for await (const { body } of models.collection<StudentDocument>(students).all()) documents.push(body);
  return documents.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function byId(rows: readonly { key: string; row: StatusRow | null }[], idOf: ReadonlyMap<string, string>): Record<string, StatusRow> {
  return Object.fromEntries(rows.flatMap(({ key, row }) => (row === null ? [] : [[idOf.get(key) ?? key, row] as const])));
}

/** What a replay of the rules in force comes to, the students divided among parts. */
async function replayed(log: EventLog): Promise<{ key: string; row: StatusRow }[]> {
  const profile = shippedProfile('ew-framework');
  if (profile === null) throw new Error('The default rules are missing.');
  const upTo = await log.head();
  const groups = await linkedGroups(log, upTo);
  const rows: { key: string; row: StatusRow }[] = [];
  for (const shard of Shard.all(SHARDS)) {
    const linked = linkedOf(groups, (key) => shard.covers(key));
    const prefixes = [...shard.studentPrefixes(), ...linked.own, ...referencePrefixes];
    const question = { district: 'd', profile, from: FIRST_OF_YEAR, to: TODAY, upTo, prefixes, linked };
    for (const { key, inForce } of await replayHistory(log, question)) rows.push({ key, row: inForce });
  }
  return rows;
}

describe('A student with several ids', () => {
  it('has one row of all records, live and asked as of any day and moment, whatever the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (given) => {
        const { store, log, live, anew, shared, idOf } = await lived(given);
        expect(byId(live, idOf)).toEqual(modelRows(given, TODAY, null));
        expect(live).toEqual(anew);
        expect(byId(await replayed(log), idOf)).toEqual(modelRows(given, TODAY, null));
        expect(shared).toEqual(anew.map((document) => ({ ...document, recorded: expect.anything() })));
        for (const knownAt of knownAts) {
          for (const asOf of asOfs) {
            const question = { district: 'd', asOf, ...(knownAt !== null && { knownAt }) };
            const { rows } = await foldStatuses({ store, log }, question);
            expect(byId(rows, idOf)).toEqual(modelRows(given, asOf, knownAt));
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
