import { afterEach, describe, expect, it } from '@jest/globals';
import { Homeroom } from './homeroom.js';

const homerooms: Homeroom[] = [];
afterEach(async () => {
  for (const homeroom of homerooms.splice(0)) await homeroom.end();
});

interface Lived {
  readonly state: string;
  /** Notices that interrupted and digests. */
  readonly interruptions: number;
  readonly digests: number;
}

/** A simulated district of a few months, and what its people were told meanwhile. */
async function lived(...options: string[]): Promise<Lived> {
  const homeroom = await Homeroom.start();
  homerooms.push(homeroom);
  await homeroom.ok('simulate', '--students', '40', '--days', '45', ...options);
  const notices = await homeroom.rows<{ alertId: string | null }>('notices', 'list');
  const verified = JSON.parse(await homeroom.ok('verify', '--format', 'json')) as { models: { ok: boolean }; state: string };
  expect(verified.models.ok).toBe(true);
  const digests = notices.filter(({ alertId }) => alertId === null).length;
  return { state: verified.state, interruptions: notices.length - digests, digests };
}

describe('A district simulated live', () => {
  it('tells its people day by day what is old news at the end of a history that was brought in as a whole', async () => {
    const live = await lived('--live');
    const whole = await lived();
    expect(live.interruptions).toBeGreaterThan(2 * whole.interruptions);
    expect(live.digests).toBeGreaterThan(whole.digests);
    expect(live.state).toBe(whole.state);
  });

  it('comes to the same every time', async () => {
    expect(await lived('--live')).toEqual(await lived('--live'));
  });

  it('is one of the data folder', async () => {
    const homeroom = await Homeroom.start();
    homerooms.push(homeroom);
    expect(await homeroom.run(['simulate', '--live', '--to', 'file'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--live is about the data folder'),
    });
  });
});
