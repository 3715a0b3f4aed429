import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SimulationOptions } from './options.js';
import { simulateBatches } from './simulate-district.js';

interface Written {
  readonly days: number;
  readonly events: number;
}

/**
 * Writes the events of a simulated district as NDJSON, one CloudEvent in structured mode a line; waits whenever the
 * destination is full, and does not end it. School days that start are counted, not written.
 * @throws the destination's error, also when it closes too early.
 */
export async function writeEvents(options: SimulationOptions, to: Writable): Promise<Written> {
  const written = { days: 0, events: 0 };
  await pipeline(linesOf(options, written), to, { end: false });
  return written;
}

function* linesOf(options: SimulationOptions, written: { days: number; events: number }): Generator<string, void, undefined> {
  for (const batch of simulateBatches(options)) {
    let lines = '';
    for (const item of batch) {
      if (item.kind === 'day') {
        written.days += 1;
        continue;
      }
      written.events += 1;
      lines += `${JSON.stringify(item.event)}\n`;
    }
    if (lines !== '') yield lines;
  }
}
