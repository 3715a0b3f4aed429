import { describe, expect, it } from '@jest/globals';
import { renewing } from './renewing.js';

describe('Leases that are renewed', () => {
  it('are renewed again after a renewal has failed', async () => {
    const again = Promise.withResolvers<void>();
    let renewals = 0;
    const renewal = renewing(() => {
      renewals += 1;
      if (renewals === 2) again.resolve();
      return Promise.reject(new Error('the store is away'));
    }, 1);
    await again.promise;
    await renewal.end();
    expect(renewals).toBeGreaterThanOrEqual(2);
  });

  it('are let go only after the renewal that is under way', async () => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const said: string[] = [];
    const renewal = renewing(async () => {
      begun.resolve();
      await held.promise;
      said.push('renewed');
    }, 1);
    await begun.promise;
    const ended = renewal.end().then(() => said.push('ended'));
    held.resolve();
    await ended;
    expect([said[0], said.at(-1)]).toEqual(['renewed', 'ended']);
  });
});
