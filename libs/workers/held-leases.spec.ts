import { expect, it } from '@jest/globals';
import { openMemoryReadModels } from '#libs/read-models';
import { HeldLeases, LEASE_MS } from './index.js';

/** One process that holds the work, and another that wants it, each with a clock of its own. */
async function two() {
  const models = openMemoryReadModels();
  let elapsed = 0;
  const names = ['students', 'documents'];
  const first = new HeldLeases(names, models, { elapsed: () => 0 });
  const second = new HeldLeases(names, models, { elapsed: () => elapsed });
  await first.acquire();
  const after = (ms: number): Promise<boolean> => {
    elapsed += ms;
    return second.acquire();
  };
  return { first, second, after };
}

it('work of a killed process is taken over once it was seen unchanged for as long as a lease lasts', async () => {
  const { first, after } = await two();
  expect(await after(5 * 60_000)).toBe(false);
  expect(await after(LEASE_MS)).toBe(false);
  expect(await after(1)).toBe(true);
  expect(await first.acquire()).toBe(false);
  expect(await after(0)).toBe(true);
});

it('work of a process that lives is never taken over, however far the other’s clock is ahead', async () => {
  const { first, second, after } = await two();
  for (const ms of [0, LEASE_MS, 5 * 60_000, LEASE_MS, 5 * 60_000]) {
    expect(await after(ms)).toBe(false);
    expect(second.heldBy).toBe(first.heldBy);
    expect(await first.acquire()).toBe(true);
  }
});

it('what was taken before another one’s lease was met is given back', async () => {
  const models = openMemoryReadModels();
  const other = new HeldLeases(['documents'], models);
  await other.acquire();
  const both = new HeldLeases(['students', 'documents'], models);
  expect(await both.acquire()).toBe(false);
  expect(await new HeldLeases(['students'], models).acquire()).toBe(true);
});
