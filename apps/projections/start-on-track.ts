import {
  SubscriptionRunner,
  type EventLog,
  type EventStore,
  type FailPoint,
  type Handled,
  type LogBatch,
  type ReadModels,
} from '#libs/event-sourcing';
import { ReferenceState, referencePrefixes, wholeShard, type Shard } from '#libs/views';
import type { RunOptions } from '#libs/workers';
import { CommunityShares } from './communities/community-shares.js';
import { CommunitySummaries } from './communities/community-summaries.js';
import { ON_TRACK } from './on-track/on-track.names.js';
import { OnTrackProjection } from './on-track/on-track.projection.js';
import { releaseStudents } from './on-track/release-students.js';
import { entryOf } from './on-track/student-entry.js';
import type { StatusRecorder } from './on-track/status-recorder.js';
import { ForeignStreams } from './shards/foreign-streams.js';
import type { ShardLayout } from './shards/shard-layout.js';

export interface OnTrackParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly recorder: StatusRecorder;
  /** Which students, and the layout that this is a part of; default all of them. */
  readonly part?: { readonly shard: Shard; readonly layout: ShardLayout };
  readonly failPoint?: FailPoint;
}

/**
 * The on-track projection as it stands at its checkpoint, ready to go on. Its documents are stored every `batchSize` events, so that
 * a student's is written once for many; what is in memory meanwhile is the students, not the events.
 */
export async function startOnTrack(
  parts: OnTrackParts,
  run: RunOptions,
): Promise<{ runner: SubscriptionRunner; projection: OnTrackProjection }> {
  const { store, log, models, recorder, part, failPoint } = parts;
  const { batchSize: storeEvery = 1, ...reading } = run;
  const shard = part?.shard ?? wholeShard;
  const name = shard.named(ON_TRACK);
  const reference = new ReferenceState();
  const upTo = await models.checkpoint(name);
  if (upTo > 0) {
    for await (const { events } of log.read({ prefixes: referencePrefixes, upTo })) events.forEach((event) => reference.apply(event));
  }
  const released = await releaseStudents({ store, log, models, recorder, shard, reference, upTo });
  const communities = new CommunitySummaries(models, reference, shareOf(models, part));
  const fail = failPoint === undefined ? {} : { failPoint };
  const foreign = new ForeignStreams(reference, shard);
  const projection = new OnTrackProjection({ store, models, reference, recorder, communities, shard, foreign, storeEvery, ...fail });
  await projection.start();
  for (const document of released) communities.touchStudent(entryOf(document));
  const handle = (batch: LogBatch): Promise<Handled> => projection.handle(batch);
  const prefixes = (): string[] => [...shard.studentPrefixes(), ...foreign.prefixes(), ...referencePrefixes];
  const runner = new SubscriptionRunner({ projection: name, log, models, prefixes, handle, ...fail, ...reading });
  return { runner, projection };
}

function shareOf(models: ReadModels, part: OnTrackParts['part']): ConstructorParameters<typeof CommunitySummaries>[2] {
  if (part === undefined || part.shard.isWhole) return null;
  return { shard: part.shard, shares: new CommunityShares(models, part.layout) };
}
