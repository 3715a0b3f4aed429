import { cp, mkdtemp, rm } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceOf } from '#libs/contracts';
import type { EventStore } from '#libs/event-sourcing';
import { readSettings } from '#libs/service';
import { openStores, type Stores } from '#libs/stores';
import { startSchoolDay, startSchoolHours } from '../../apps/ingestion/index.js';

export const DISTRICT = 'bench';
export const SCHOOL_YEAR = 2026;

/** The stores of an embedded profile. */
function benchStores(folder: string): Promise<Stores> {
  return openStores(readSettings({ HOMEROOM_DATA_DIR: folder }, join(folder, 'no.env')));
}

/** A data folder that is filled once and removed when the process ends. */
export async function madeFolder(fill: (stores: Stores) => Promise<void>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const stores = await benchStores(folder);
  await fill(stores);
  await stores.close();
  return folder;
}

/** Works in a new data folder, which is removed afterwards. */
export async function inNewFolder<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  return inFolder(await mkdtemp(join(tmpdir(), 'bench-')), work);
}

/** Works in a copy of a data folder, which is left as it is. */
export async function withCopyOf<T>(original: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await cp(original, folder, { recursive: true });
  return inFolder(folder, work);
}

async function inFolder<T>(folder: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  const stores = await benchStores(folder);
  try {
    return await work(stores);
  } finally {
    await stores.close();
    await rm(folder, { recursive: true });
  }
}

/** A day of the district up to an hour. */
export async function startHour(store: EventStore, date: string, hour: number): Promise<void> {
  const source = sourceOf(DISTRICT, 'clock');
  await startSchoolDay(store, DISTRICT, date, source);
  await startSchoolHours(store, DISTRICT, { date, upTo: hour }, source);
}
