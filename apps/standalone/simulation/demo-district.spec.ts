import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemoryEventStore } from '#libs/event-store';
import { HistoryBuilder } from '#libs/testing';
import { demoDistrictOf } from './demo-district.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'homeroom-demo-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('The simulated district of a data folder', () => {
  it('is noted on the first start and the same at every later one, whatever the date', async () => {
    const { log, store } = openMemoryEventStore();
    const first = await demoDistrictOf({ folder, log }, '2026-03-02');
    expect(first).toEqual({ district: 'demo', students: 1200, communities: 5, seed: 1, firstYear: 2026 });
    await new HistoryBuilder(store, 'demo').day('2026-03-02');
    expect(await demoDistrictOf({ folder, log }, '2031-01-01')).toEqual(first);
  });

  it('begins a year earlier where the school year has hardly begun', async () => {
    const { log } = openMemoryEventStore();
    expect(await demoDistrictOf({ folder, log }, '2026-08-20')).toMatchObject({ firstYear: 2026 });
  });

  it('is not made where there are records already', async () => {
    const { log, store } = openMemoryEventStore();
    await new HistoryBuilder(store).day('2026-03-02');
    expect(await demoDistrictOf({ folder, log }, '2026-03-02')).toBeNull();
  });

  it('is refused with a remedy where its note is damaged', async () => {
    await writeFile(join(folder, 'simulation.json'), '{');
    const { log } = openMemoryEventStore();
    await expect(demoDistrictOf({ folder, log }, '2026-03-02')).rejects.toThrow(/simulation.json cannot be read: remove it/);
  });
});
