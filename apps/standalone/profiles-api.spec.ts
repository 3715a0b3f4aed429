import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { shippedProfile, type Profile } from '#libs/domain';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { ServedApi } from '../../test/served-api.js';
import type { Embedded } from './index.js';

/** The published rules with 93 percent where they ask for 90. */
const ours = (version: string): Profile => {
  const published = JSON.stringify({ ...shippedProfile('ew-framework'), name: 'ours', version });
  return JSON.parse(published.replaceAll('"value":90', '"value":93')) as Profile;
};

let served: ServedApi;
let app: NestFastifyApplication;

beforeAll(async () => {
  served = await ServedApi.open('2025-10-24T16:00:00Z', { tell: tellHistory });
  ({ app } = served);
});

afterAll(() => served.close());

/** A student who misses much, of a community that has decided twice for itself and whose district has for all. */
async function tellHistory({ directory, store }: Embedded): Promise<void> {
  const key = (await directory.keysFor('d1', 'student', ['S-1'])).get('S-1') ?? '';
  const history = new HistoryBuilder(store);
  const days = weekdays('2025-09-01', 40);
  await history.calendar('s1', 2026);
  await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
  await history.student(key, 2026, 'community-joined', { communityId: 'harbor', date: '2025-09-01' });
  await history.attendance(key, '2025-09-01', `${'p'.repeat(37)}aaa`);
  await history.day(days[39] ?? '');
  await history.adopt('harbor', 'ed-fi-ews');
  await history.adopt('harbor', ours('1'));
  await history.adopt(null, ours('2'));
}

async function ask(url: string) {
  const response = await app.inject({ url, headers: { host: 'localhost:3000' } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

describe('Rules, asked for over HTTP', () => {
  it('are the shipped ones and the district’s own', async () => {
    const { profiles } = (await ask('/api/profiles')).body as { profiles: { name: string; version: string; isOwn: boolean }[] };
    expect(profiles[0]).toMatchObject({ name: 'ew-framework', isOwn: false, isDefault: true });
    expect(profiles[0]).not.toHaveProperty('milestones');
    expect(profiles.filter(({ isOwn }) => isOwn)).toMatchObject([
      { name: 'ours', version: '1', isDefault: false },
      { name: 'ours', version: '2', isDefault: false },
    ]);
  });

  it('are shown as a whole, in their newest version or another', async () => {
    expect((await ask('/api/profiles/ours')).body).toEqual(ours('2'));
    expect((await ask('/api/profiles/ours?version=1&district=d1')).body).toEqual(ours('1'));
    expect((await ask('/api/profiles/air-nhsc')).body).toEqual(shippedProfile('air-nhsc'));
    for (const unknown of ['/api/profiles/theirs', '/api/profiles/ours?version=3']) expect((await ask(unknown)).status).toBe(404);
    expect((await ask('/api/profiles/ours?version=3')).body).toMatchObject({ detail: expect.stringContaining('"ours" in version "3"') });
  });

  it('are told with every decision on them', async () => {
    const decided = { since: '2025-10-24', by: 'Principal', reason: 'Trying it' };
    expect((await ask('/api/profile-adoptions')).body).toMatchObject({
      district: 'd1',
      adoptions: [
        { ...decided, communityId: 'harbor', profile: 'ed-fi-ews', version: '1', inForce: false },
        { ...decided, communityId: 'harbor', profile: 'ours', version: '1', inForce: true },
        { ...decided, communityId: null, profile: 'ours', version: '2', inForce: true },
      ],
    });
  });

  it('stand in the words of the students and alerts that they judge', async () => {
    const said = 'Attendance 92.5 % (needs at least 93 %): present 37 of 40 days';
    const { body } = await ask('/api/students/S-1');
    expect(body).toMatchObject({ status: 'off-track', profile: 'ours', profileVersion: '1' });
    expect(body).toMatchObject({ conditions: [{ words: said }], evidence: [{ threshold: 93 }], alerts: [{ reasons: [said] }] });
  });
});
