import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#libs/event-sourcing';
import { openStores } from '#libs/stores';
import { FirstDays, Intake, IntakeQueue, KafkaIntake, type IntakeItem } from '../../apps/ingestion/index.js';
import type { Contender } from '../bench.js';
import { connection, fillTopic, MESSAGES, missing, silent } from './kafka.sample.js';

/** The intake as it is: checked, decided, appended durably to SQLite, then passed over. Measured from the first batch to the last. */
export const kafkaIntake: Contender = { name: 'Kafka to SQLite', run: takeIn, ...missing };

async function takeIn(): Promise<number> {
  await fillTopic();
  const folder = await mkdtemp(join(tmpdir(), 'bench-kafka-'));
  const stores = await openStores({ HOMEROOM_DATA_DIR: folder });
  const clock = new SystemClock();
  const inner = new IntakeQueue(new Intake(stores));
  const done = Promise.withResolvers<number>();
  let [begin, count] = [0, 0];
  const take = async (items: readonly IntakeItem[]) => {
    begin ||= performance.now();
    const outcomes = await inner.take(items);
    if ((count += outcomes.length) === MESSAGES) done.resolve(performance.now());
    return outcomes;
  };
  const firstDays = new FirstDays({ ...stores, timeZone: 'UTC' });
  const intake = new KafkaIntake(connection, `intake-${randomUUID()}`, { intake: { take }, firstDays, clock, logger: silent });
  intake.start();
  const end = await Promise.race([done.promise, intake.failed]);
  await intake.stop();
  if (intake.counts.appended !== MESSAGES) throw new Error(`${intake.counts.appended} of ${MESSAGES} messages were new.`);
  await stores.close();
  await rm(folder, { recursive: true });
  return (MESSAGES * 1_000) / (end - begin);
}
