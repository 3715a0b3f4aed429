import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';

describe('homeroom rebuild', () => {
  let homeroom: Homeroom;
  let state: string;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    await homeroom.ok('simulate', '--students', '80', '--days', '40');
    state = await homeroom.ok('verify');
  });
  afterAll(() => homeroom.end());

  const size = (): number => statSync(join(homeroom.data, 'models.sqlite')).size;

  it('folds everything anew to the same, and takes no more room afterwards', async () => {
    const before = size();
    expect(await homeroom.ok('rebuild')).toMatch(/^rebuilt students, alerts, .*follow-through\n$/);
    expect(await homeroom.ok('verify')).toBe(state);
    expect(size()).toBeLessThan(1.1 * before);
  });

  it('folds one read model anew, and says which for programs', async () => {
    expect(JSON.parse(await homeroom.ok('rebuild', 'careers', '--format', 'json'))).toEqual({ rebuilt: ['careers'] });
    expect(await homeroom.ok('verify')).toBe(state);
  });

  it('that is stopped says so and leaves what was there', async () => {
    const stopped = await homeroom.run(['rebuild'], { signal: AbortSignal.abort() });
    expect(stopped).toEqual({ code: 130, out: '', err: 'homeroom: stopped before the end: the read models are those of before\n' });
    expect(await homeroom.ok('verify')).toBe(state);
  });

  it('names the read models there are where it does not know one', async () => {
    const { code, err } = await homeroom.run(['rebuild', 'students', 'pupils']);
    expect([code, err]).toEqual([2, expect.stringMatching(/"pupils" is no read model; there are: students, alerts, /)]);
  });
});
