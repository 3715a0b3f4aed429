import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Embedded } from '../../standalone/index.js';
import type { Progress } from '../terminal/progress.js';
import { StateRows } from './state-rows.js';
import { streamsInOrder } from './streams-in-order.js';

const AT_ONCE = 20;

interface Watched {
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * SHA-256 (hex) of what stands: winning facts by natural key, status rows and open alerts, in the order of the district's own ids.
 * Nothing in it depends on how or when the records came in, so two data folders that know the same have the same. Streams are read
 * one by one: memory holds their names only.
 */
export async function stateHash(embedded: Embedded, { progress, signal }: Watched): Promise<string> {
  const streams = await streamsInOrder(embedded, signal);
  const rows = new StateRows(embedded);
  const state = createHash('sha256');
  const erased: string[] = [];
  let done = 0;
  for (const stream of streams) {
    // Streams are read without a pause: a wish to stop and the progress get their turn here.
    if (done % AT_ONCE === 0) await setImmediate(undefined, { signal });
    const ofStream = stream.id === null ? createHash('sha256') : state;
    for (const row of await rows.of(stream)) ofStream.update(`${JSON.stringify(row)}\n`);
    // Without an id there is nothing to sort by but what is said.
    if (stream.id === null) erased.push(ofStream.digest('hex'));
    progress.update(++done, streams.length);
  }
  for (const digest of erased.sort()) state.update(`${digest}\n`);
  return state.digest('hex');
}
