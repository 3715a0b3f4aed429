import { districtStream, parseStream } from '#libs/domain';
import type { EventLog, EventStore } from '#libs/event-sourcing';
import { CommandFailedError, UsageError } from '../terminal/failures.js';

interface History {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly folder: string;
}

/** The district that a command is about: the one given, else the only one of the folder. @throws UsageError where it must be given. */
export async function districtOf(history: History, given: string | undefined): Promise<string> {
  if (given !== undefined && (await history.store.readStream(districtStream(given), { limit: 1 })).length > 0) return given;
  const [only, ...others] = await districtsIn(history.log);
  if (only === undefined) {
    throw new CommandFailedError(`${history.folder} holds no records yet: bring some in with homeroom import or homeroom simulate.`);
  }
  const names = [only, ...others].map((name) => JSON.stringify(name)).join(', ');
  if (given !== undefined) throw new UsageError(`--district ${JSON.stringify(given)} is not in ${history.folder}: expected ${names}.`);
  if (others.length > 0) throw new UsageError(`--district is needed, because ${history.folder} holds several: ${names}.`);
  return only;
}

/** All districts of a log, by their ids. Each has a stream of its own since its first record. */
async function districtsIn(log: EventLog): Promise<string[]> {
  const found = new Set<string>();
  for await (const { events } of log.read({ prefixes: ['district-'], batchSize: 20_000 })) {
    for (const { stream } of events) found.add(parseStream(stream).district);
  }
  return [...found].sort();
}
