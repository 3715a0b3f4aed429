import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { openMemoryDirectory } from '#libs/directory';
import { districtStream, shippedProfile, type StatusRow } from '#libs/domain';
import type { EventLog, ReadModels } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { linkedGroups, linkedOf, replayHistory } from '#libs/replay';
import { asOfs, knownAts } from '#libs/testing';
import { referencePrefixes, Shard, students, type StudentDocument } from '#libs/views';
import { foldStatuses } from '../apps/gateway/index.js';
import { Intake } from '../apps/ingestion/index.js';
import { ComparingStatusRecorder, startOnTrack } from '../apps/projections/index.js';
import { IDS, life, modelRows, type Life } from './several-ids.life.js';

const RUNS = 60;
const TODAY = '2026-01-31';
const SHARDS = 3;
const FIRST_OF_YEAR = '2025-07-01';

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
