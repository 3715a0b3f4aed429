import { studentStream } from '#libs/domain';
import type { DocumentWrite, EventLog, EventStore, ReadModels, StoredDocument } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { ReferenceState, referencePrefixes, students, type StudentDocument, wholeShard, type Shard } from '#libs/views';
import { CommunitySummaries } from '../communities/community-summaries.js';
import { ForeignStreams } from '../shards/foreign-streams.js';
import { OnTrackProjection } from './on-track.projection.js';
import type { StatusRecorder } from './status-recorder.js';

export interface ReleaseParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly recorder: StatusRecorder;
  readonly shard: Shard;
  /** As it stands at the checkpoint. */
  readonly reference: ReferenceState;
  readonly upTo: number;
}

/** More of them stop the shard, so that there are never so many. */
const MOST = 1_000;

/**
 * Folds the students whose documents wait for a mend again, from their first event and day by day, as a run that was never disturbed
 * would have: what could not be decided meanwhile is recorded now. Where the event still cannot be folded the document waits on.
 * To be called before the shard runs; a start after a mend is therefore all that a release takes.
 *
 * @returns the documents of these students as they stand now.
 */
export async function releaseStudents(parts: ReleaseParts): Promise<readonly StoredDocument<StudentDocument>[]> {
  const collection = parts.models.collection<StudentDocument>(students);
  const { documents } = await collection.find({ index: 'byQuarantine', equals: [1], limit: MOST });
  const waiting = documents.filter(({ body }) => parts.shard.covers(body.key));
  if (waiting.length === 0) return [];
  const upTo = Math.max(parts.upTo, ...waiting.map(({ position }) => position));
  const folded = await foldAgain(parts, waiting, upTo);
  const live = new Map((await collection.getManyWithRemoved([...folded.keys()])).map((document) => [document.id, document]));
  const writes = [...folded].map(([id, body]): DocumentWrite<StudentDocument> => {
    const { position: previous = null, body: shown = null } = live.get(id) ?? {};
    return { id, previous, position: Math.max(upTo, previous ?? 0), body: bodyOf(body, shown) };
  });
  const refused = await collection.write(writes);
  if (refused.length > 0) throw new Error(`Another process writes the students' documents (${refused.length} were changed meanwhile).`);
  return writes.flatMap(({ id, position, body }) => (body === null ? [] : [{ id, position, body }]));
}

/** What waits on goes on to be shown as it was. */
function bodyOf(folded: StudentDocument, shown: StudentDocument | null): StudentDocument {
  return folded.quarantined === null || shown === null ? folded : { ...shown, quarantined: folded.quarantined, isQuarantined: 1 };
}

/** In memory, by the projection itself: all years of these students, under every id that they came by. */
async function foldAgain(
  { store, log, recorder, shard, reference }: ReleaseParts,
  waiting: readonly StoredDocument<StudentDocument>[],
  upTo: number,
): Promise<Map<string, StudentDocument>> {
  const models = openMemoryReadModels();
  const anew = new ReferenceState();
  const communities = new CommunitySummaries(models, anew);
  const projection = new OnTrackProjection({
    store,
    models,
    reference: anew,
    recorder,
    communities,
    shard,
    // All streams that are needed are read: those of every id.
    foreign: new ForeignStreams(anew, wholeShard),
    storeEvery: 1,
  });
  await projection.start();
  const streams = new Set(
    waiting.flatMap(({ body: { district, key } }) => keysOf(reference, district, key).map((each) => allYears(district, each))),
  );
  for await (const batch of log.read({ prefixes: [...streams, ...referencePrefixes], upTo })) await projection.handle(batch);
  const folded = new Map<string, StudentDocument>();
  for await (const { id, body } of models.collection<StudentDocument>(students).all()) folded.set(id, body);
  return folded;
}

function keysOf(reference: ReferenceState, district: string, key: string): readonly string[] {
  return [...new Set([key, ...(reference.peopleOf(district)?.linkedWith(key) ?? [])])];
}

/** What the names of all streams of a student begin with: the year stands at their end. */
function allYears(district: string, key: string): string {
  return studentStream(district, key, 0).slice(0, -1);
}
