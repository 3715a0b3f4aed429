import { expect, it } from '@jest/globals';
import { FixedClock } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { HeldLeases, LEASE_MS } from './index.js';

/** One process that holds the lease, another that wants it; the clock is set back by an hour. */
async function afterSettingBack() {
  const models = openMemoryReadModels();
  const clock = new FixedClock('2025-09-02T12:00:00Z');
  const first = new HeldLeases(['work'], models, clock);
  await first.acquire();
  clock.set('2025-09-02T11:00:00Z');
  let elapsed = 0;
  const second = new HeldLeases(['work'], models, clock, () => elapsed);
  const after = (ms: number): Promise<boolean> => {
    elapsed += ms;
    return second.acquire();
  };
  return { first, after, clock };
}

it('a killed process holds its work no longer than usual where the clock was set back', async () => {
  const { after, first, clock } = await afterSettingBack();
  expect(await after(0)).toBe(false);
  expect(await after(LEASE_MS)).toBe(false);
  expect(await after(LEASE_MS)).toBe(true);
  expect(await first.acquire()).toBe(false);
  expect(await after(0)).toBe(true);
  clock.set(new Date(clock.now().getTime() + LEASE_MS).toISOString());
  expect(await first.acquire()).toBe(true);
});

it('a process that lives keeps its work where the clock was set back', async () => {
  const { first, after } = await afterSettingBack();
  expect(await after(0)).toBe(false);
  expect(await first.acquire()).toBe(true);
  for (const ms of [0, LEASE_MS, LEASE_MS, LEASE_MS]) expect(await after(ms)).toBe(false);
});

it('a process whose clock is an hour ahead keeps its work for as long as it renews it', async () => {
  const { first, after, clock } = await afterSettingBack();
  for (let second = 0; second < 40; second += 4) {
    const now = clock.now();
    clock.set(`2025-09-02T12:00:${String(second).padStart(2, '0')}Z`);
    expect(await first.acquire()).toBe(true);
    clock.set(now.toISOString());
    expect(await after(4_000)).toBe(false);
  }
});
