import { describe, expect, it } from '@jest/globals';
import { shippedTriggerSet, type TriggerSet } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder, alertStory, weekdays } from '#libs/testing';
import { startAlerting } from './start-alerting.js';

const kim = 'aa000000000000000000000000000001';
const lou = 'bb000000000000000000000000000002';
const monday = '2025-10-13';

async function house(set: string | TriggerSet | null = null) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const history = new AlertHistoryBuilder(store);
  if (set !== null) await history.adoptTriggers(set);
  await history.advocate('ann', kim);
  await history.assigned('cal', 'counselor', { schoolId: 's1' });
  await history.day(monday);
  const react = async (): Promise<string[]> => {
    await (await startAlerting({ store, log, models }, { once: true })).run();
    const story = await alertStory(log);
    return story.splice(told, story.length).map((line, _, lines) => ((told += lines.length > 0 ? 1 : 0), line));
  };
  let told = 0;
  return { store, log, models, history, react };
}

const basic = shippedTriggerSet('off-track') as TriggerSet;

describe('an alert', () => {
  it('is told once to whoever is assigned, and its recovery too', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday);
    expect(await react()).toEqual(['off-track raised', 'off-track routed to advocate ann', 'off-track told ann (raised, now)']);
    expect(await react()).toEqual([]);
    await history.status(kim, 'on-track', '2025-10-20');
    expect(await react()).toEqual(['off-track resolved as recovered', 'off-track told ann (resolved, digest for ending)']);
  });

  it('is taken back as loudly as it was told', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday);
    await react();
    await history.status(kim, 'on-track', monday, { ended: 'corrected' });
    expect(await react()).toEqual(['off-track retracted as corrected', 'off-track told ann (retracted, now)']);
  });

  it('that is old news is recorded and told to nobody', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday, { silent: true });
    await history.status(kim, 'on-track', monday, { ended: 'corrected' });
    expect(await react()).toEqual(['off-track raised silently', 'off-track routed to advocate ann', 'off-track retracted as corrected']);
  });

  it('of a day long ago, caught up with today, is old news too', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', '2025-09-28');
    expect(await react()).toEqual(['off-track raised silently', 'off-track routed to advocate ann']);
  });

  it('soon after one of the same rule waits for the digest', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday);
    await history.status(kim, 'on-track', '2025-10-14');
    await history.day('2025-10-17');
    await history.status(kim, 'off-track', '2025-10-17');
    expect((await react()).at(-1)).toBe('off-track told ann (raised, digest for cool-down)');
    await history.status(kim, 'on-track', '2025-10-17');
    await history.day('2025-10-27');
    await history.status(kim, 'off-track', '2025-10-27');
    expect((await react()).at(-1)).toBe('off-track told ann (raised, now)');
  });

  it('in quiet hours or beyond a person’s budget waits for the digest, which comes at the hour that the person has chosen', async () => {
    const { history, react } = await house();
    await history.advocate('ann', lou);
    await history.preferences('ann', { digestHour: 9, dailyBudget: 1 });
    await history.hours(monday, 10);
    await history.status(kim, 'off-track', monday);
    await history.status(lou, 'off-track', monday);
    expect((await react()).filter((line) => line.includes('told'))).toEqual([
      'off-track told ann (raised, now)',
      'off-track told ann (raised, digest for budget)',
    ]);
    await history.hours(monday, 19);
    await history.status(kim, 'on-track', monday, { ended: 'corrected' });
    expect((await react()).at(-1)).toBe('off-track told ann (retracted, digest for quiet-hours)');
    await history.day('2025-10-14');
    await history.hours('2025-10-14', 7, 8);
    expect(await react()).toEqual([]);
    await history.hours('2025-10-14', 9, 10);
    expect(await react()).toEqual(['digest of 2 to ann at 9']);
    await history.day('2025-10-15');
    await history.hours('2025-10-15', 9);
    expect(await react()).toEqual([]);
  });

  it('in hours that the person keeps quiet waits for the digest', async () => {
    const { history, react } = await house();
    await history.preferences('ann', { quietHours: { from: 12, to: 14 } });
    await history.hours(monday, 13);
    await history.status(kim, 'off-track', monday);
    expect((await react()).at(-1)).toBe('off-track told ann (raised, digest for quiet-hours)');
  });

  it('on a day on which the school is closed waits for the digest', async () => {
    const { history, react } = await house();
    await history.calendar('s1', 2026);
    await history.day('2025-10-18');
    await history.status(kim, 'off-track', '2025-10-18');
    expect((await react()).at(-1)).toBe('off-track told ann (raised, digest for no-school-day)');
  });

  it('is routed to nobody where nobody is assigned', async () => {
    const { history, react } = await house();
    await history.status(lou, 'off-track', monday, { schoolId: 's2', communityId: null });
    expect(await react()).toEqual(['off-track raised', 'off-track routed to nobody']);
  });
});

describe('an alert that nobody acknowledges', () => {
  const hours = [8, 9, 10, 11, 12, 13, 14];

  it('goes to the next in line after so many school hours, and stays with the last', async () => {
    const { history, react } = await house();
    await history.calendar('s1', 2026);
    await history.status(kim, 'off-track', monday);
    await react();
    await history.hours(monday, ...hours, 15, 16);
    expect(await react()).toEqual([]);
    await history.day('2025-10-18');
    await history.hours('2025-10-18', ...hours);
    await history.day('2025-10-20');
    await history.hours('2025-10-20', ...hours);
    expect(await react()).toEqual([
      'off-track escalated after 14 hours',
      'off-track routed to counselor cal',
      'off-track told cal (escalated, now)',
    ]);
    for (const date of ['2025-10-21', '2025-10-22', '2025-10-23']) {
      await history.day(date);
      await history.hours(date, ...hours);
    }
    expect(await react()).toEqual([]);
  });

  it('waits as many hours however often alerting is started anew', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday);
    await react();
    for (const hour of hours) {
      await history.hours(monday, hour);
      expect((await react()).filter((line) => line.includes('escalated'))).toEqual([]);
    }
    await history.day('2025-10-14');
    for (const hour of hours.slice(0, -1)) {
      await history.hours('2025-10-14', hour);
      expect(await react()).toEqual([]);
    }
    await history.hours('2025-10-14', 14);
    expect(await react()).toHaveLength(3);
  });
});

describe('assignments that change', () => {
  it('take open alerts with them', async () => {
    const { history, react } = await house();
    await history.status(kim, 'off-track', monday);
    await react();
    await history.staff('ann', 'staff-unassigned', { role: 'advocate', studentKey: kim, to: monday });
    expect(await react()).toEqual(['off-track routed to counselor cal', 'off-track told cal (routed, now)']);
    await history.advocate('bo', kim);
    expect(await react()).toEqual(['off-track routed to advocate bo', 'off-track told bo (routed, now)']);
    await history.status(kim, 'on-track', '2025-10-20');
    expect((await react()).filter((line) => line.includes('told'))).toEqual([
      'off-track told cal (resolved, digest for ending)',
      'off-track told bo (resolved, digest for ending)',
    ]);
  });

  it('by leave do so on its first day, and back on the day after', async () => {
    const { history, react } = await house();
    await history.staff('ann', 'staff-leave-recorded', { from: '2025-10-14', to: '2025-10-15', substituteKey: 'sue' });
    await history.status(kim, 'off-track', monday);
    expect(await react()).toContain('off-track told ann (raised, now)');
    await history.day('2025-10-14');
    expect(await react()).toEqual(['off-track routed to advocate sue', 'off-track told sue (routed, now)']);
    await history.day('2025-10-15');
    expect(await react()).toEqual(['off-track routed to advocate ann']);
  });
});

describe('very many of a community', () => {
  it('are one signal, and each of them waits for the digest', async () => {
    const { history, models, react } = await house({ ...basic, calm: { ...basic.calm, wave: { percent: 15, days: 3, leastStudents: 3 } } });
    const body = { district: 'd1', year: 2026, communityId: 'c1', size: 10, sizeLimit: 400, schoolId: 's1' };
    await models
      .collection({ name: 'communities', indexes: { byYear: ['district', 'year', 'communityId'] } })
      .write([{ id: 'x', previous: null, position: 1, body }]);
    await history.assigned('lea', 'lead', { communityId: 'c1' });
    for (const last of ['1', '2', '3', '4']) await history.status(`${kim.slice(0, -1)}${last}`, 'off-track', monday);
    const story = (await react()).filter((line) => line.includes('told'));
    expect(story).toEqual([
      'off-track told ann (raised, now)',
      'off-track told cal (raised, now)',
      'community-wave told lea (raised, now)',
      'off-track told cal (raised, digest for wave)',
      'off-track told cal (raised, digest for wave)',
    ]);
    const days = weekdays('2025-10-14', 4);
    for (const date of days) await history.day(date);
    expect((await react()).filter((line) => line.startsWith('community-wave'))).toEqual(['community-wave resolved as recovered']);
  });
});
