import { recordKey, recordNameOfType, topicOf } from '#libs/contracts';
import { KafkajsRecordProducer, type NewKafkaRecord } from '#libs/kafka';
import { openLogger } from '#libs/service';
import { simulateDistrict, type SimulatedEvent, type SimulationOptions } from '../../simulator/index.js';
import { kafkaOf } from '../kafka/kafka-of.js';
import { StoppedError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const BATCH = 1_000;

/** Sends a simulated district to the topics, in the order in which its records arrive; those of one subject keep it. */
export async function simulateToKafka(terminal: Terminal, options: SimulationOptions): Promise<void> {
  const connection = await kafkaOf(terminal);
  const producer = new KafkajsRecordProducer({ connection, logger: await openLogger(await terminal.settings(), process.stderr) });
  try {
    const sent = await withProgress(terminal, 'Sending', async (progress) => {
      let count = 0;
      for (const records of batchesOf(options)) {
        if (terminal.signal.aborted) throw new StoppedError(`stopped after ${count} events: what was sent is the beginning.`);
        await producer.send(records);
        progress.update((count += records.length));
      }
      return count;
    });
    await terminal.output.write(`${sent} events were sent to Kafka.\n`);
  } finally {
    await producer.close();
  }
}

function* batchesOf(options: SimulationOptions): Generator<NewKafkaRecord[]> {
  let batch: NewKafkaRecord[] = [];
  for (const item of simulateDistrict(options)) {
    if (item.kind !== 'event' || batch.push(recordOf(item.event, options.district)) < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function recordOf(event: SimulatedEvent, district: string): NewKafkaRecord {
  const name = recordNameOfType(event.type);
  if (name === null) throw new Error(`The simulator made an event of the unknown type ${event.type}.`);
  const headers = { 'content-type': 'application/cloudevents+json' };
  return { topic: topicOf(name), key: recordKey(district, event.subject), value: JSON.stringify(event), headers };
}
