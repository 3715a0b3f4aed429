import { NO_STREAM, type Append } from '#libs/event-sourcing';
import { openEventStore } from '#libs/event-store';
import { several } from './event-store.sample.js';

/**
 * Appends batch after batch until it is killed, and prints the number of each batch when its append was answered.
 * A batch is one event to each of ten streams, all with the batch's number. Run with the URL of the store and a name for its streams.
 */
const [url = '', writer = ''] = process.argv.slice(2);
const { store } = await openEventStore(url);

for (let batch = 0; ; batch++) {
  const appends = Array.from({ length: 10 }, (_, i): Append => {
    return { stream: `${writer}-${i}`, expectedRevision: batch === 0 ? NO_STREAM : batch - 1, events: several(1, batch) };
  });
  const answers = await store.appendMany(appends);
  if (answers.some(({ outcome }) => outcome === 'conflict')) throw new Error(`Batch ${batch} of ${writer} met a conflict.`);
  process.stdout.write(`${batch}\n`);
}
