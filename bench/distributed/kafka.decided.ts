import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCloudEvent } from '#libs/contracts';
import { openStores } from '#libs/stores';
import { Intake, type IntakeItem } from '../../apps/ingestion/index.js';
import type { Contender } from '../bench.js';
import { message, MESSAGES } from './kafka.sample.js';

const BATCH = 500;

/** The same records without Kafka, already parsed: decided and appended durably to SQLite, as many at a time as come by Kafka. */
export const decidedRecords: Contender = { name: 'decided append to SQLite', run: append };

async function append(): Promise<number> {
  const items = Array.from({ length: MESSAGES }, (_, index) => itemOf(index));
  const folder = await mkdtemp(join(tmpdir(), 'bench-decided-'));
  const stores = await openStores({ HOMEROOM_DATA_DIR: folder });
  const intake = new Intake(stores);
  const begin = performance.now();
  for (let from = 0; from < MESSAGES; from += BATCH) await intake.take(items.slice(from, from + BATCH));
  const end = performance.now();
  await stores.close();
  await rm(folder, { recursive: true });
  return (MESSAGES * 1_000) / (end - begin);
}

function itemOf(index: number): IntakeItem {
  const { value } = message(index);
  const result = parseCloudEvent(value);
  if (!result.ok) throw new Error(`The bench made a record that is refused: ${result.refusal.message}`);
  return { record: result.record };
}
