import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from './bench.js';
import { batches, timed } from './append.sample.js';

interface Store {
  readonly appendToStream: (stream: string, events: readonly { type: string; data: object; metadata: object }[]) => Promise<unknown>;
}

interface Emmett {
  readonly getSQLiteEventStore: (options: { fileName: string }) => Store;
}

const NAME = '@event-driven-io/emmett-sqlite';
const peers = join(process.cwd(), 'bench', 'peers');

/** Emmett appends to one stream a call: 500 events to the same stream suit it best. */
export const emmettAppend: Contender = {
  name: NAME,
  run: async () => timed(open, appendBatch, async () => undefined),
  ...(existsSync(join(peers, 'node_modules'))
    ? {}
    : { missing: `${NAME}; install it with: npm ci --legacy-peer-deps --prefix bench/peers` }),
};

async function open(path: string): Promise<Store> {
  const entry = createRequire(join(peers, 'package.json')).resolve(NAME);
  const { getSQLiteEventStore } = (await import(pathToFileURL(entry).href)) as Emmett;
  const store = getSQLiteEventStore({ fileName: path });
  // Its tables are made by the first append.
  await store.appendToStream('first', [{ type: 'opened', data: {}, metadata: {} }]);
  return store;
}

async function appendBatch(store: Store, batch: number): Promise<void> {
  const events = batches[batch]?.events ?? [];
  await store.appendToStream(
    `student-${batch}`,
    events.map(({ type, data, metadata }) => ({ type, data, metadata })),
  );
}
