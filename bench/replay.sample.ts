import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceOf } from '#libs/contracts';
import { openMemoryDirectory } from '#libs/directory';
import { openEventStore } from '#libs/event-store';
import { Intake, startSchoolDay, type IntakeItem } from '../apps/ingestion/index.js';
import { simulateDistrict, type SimulationOptions } from '../apps/simulator/index.js';
import { simulatedItem } from './simulated-item.js';

const DISTRICT = 'bench';
const BATCH = 500;

/** A log with a simulated district's year, taken in as any district's; made once and removed when the process ends. */
export function simulatedLog(options: Omit<SimulationOptions, 'district' | 'seed'>): () => Promise<string> {
  let made: Promise<string> | null = null;
  return () => (made ??= makeLog({ ...options, district: DISTRICT, seed: 1 }));
}

async function makeLog(options: SimulationOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'log.sqlite');
  const { store, close } = await openEventStore(`sqlite:${path}`);
  const directory = openMemoryDirectory('a secret of the bench alone');
  const intake = new Intake({ store, directory });
  let items: IntakeItem[] = [];
  const take = async (): Promise<void> => {
    await intake.take(items);
    items = [];
  };
  for (const item of simulateDistrict(options)) {
    if (item.kind === 'day') {
      await take();
      await startSchoolDay(store, DISTRICT, item.date, sourceOf(DISTRICT, 'simulator'));
      continue;
    }
    if (items.push(simulatedItem(item.event)) === BATCH) await take();
  }
  await take();
  await directory.close();
  await close();
  return path;
}
