import { randomUUID } from 'node:crypto';
import { compareInstants, districtStream, type DistrictFacts } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { lastOfType } from '#libs/views';

type RecordsImported = DistrictFacts['records-imported'];

const EVENT_TYPE = 'records-imported.v1';
const MOST_TRIES = 10;

/** An import of everything is older than one that was already done: what it says would be taken for late news. */
class OlderImportError extends Error {
  override readonly name = 'OlderImportError';

  constructor(time: string, done: RecordsImported) {
    super(
      `An import of ${done.source} as of ${done.time} was already done, and this one is as of ${time}: ` +
        'import a newer one, or insist with --force.',
    );
  }
}

/** @throws OlderImportError where an import of that source as of a later instant has ended. */
export async function refuseOlderImport(store: EventStore, district: string, { source, time }: RecordsImported): Promise<void> {
  const { data } = await lastDone(store, district, source);
  if (data !== null && compareInstants(time, data.time) < 0) throw new OlderImportError(time, data);
}

/** Notes that an import has ended, unless a later one has. */
export async function noteImport(store: EventStore, district: string, done: RecordsImported): Promise<void> {
  const stream = districtStream(district);
  const event = { id: randomUUID(), type: EVENT_TYPE, data: done, metadata: { knownAt: done.time, source: done.source } };
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { data, revision } = await lastDone(store, district, done.source);
    if (data !== null && compareInstants(done.time, data.time) <= 0) return;
    const { outcome } = await store.append({ stream, expectedRevision: revision, events: [event] });
    if (outcome === 'appended') return;
  }
  throw new Error(
    `That the import of ${done.source} has ended could not be noted: others wrote ${stream} ${MOST_TRIES} times. Import again.`,
  );
}

function lastDone(store: EventStore, district: string, source: string) {
  return lastOfType<RecordsImported>(store, districtStream(district), EVENT_TYPE, (done) => done.source === source);
}
