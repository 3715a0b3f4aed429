import { describe, expect, it } from '@jest/globals';
import { communities, trendOf, type CommunityDocument } from '#libs/views';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inNewFolder } from '../alerting/bench-stores.js';
import { eventsGrowth } from './events.growth.js';
import { isMet, type Figure } from './figure.js';
import { GrowingDistrict } from './growing-district.js';
import { fillDistrict } from './large-district.js';
import { memoryGrowth } from './memory.growth.js';
import { answers } from './questions.js';
import { turnToYearEnd } from './year-end.js';

/** Figures of such small districts say nothing; that there are some says that the bench would measure. */
function expectFigures(figures: readonly Figure[], count: number): void {
  expect(figures).toHaveLength(count);
  for (const { what, value } of figures) expect([what, value > 0]).toEqual([what, true]);
}

describe('The bench of growth', () => {
  it('measures what an event costs at several lengths of a log, and a start', async () => {
    expectFigures(await eventsGrowth({ events: [600, 900], students: 30, window: 60 }), 2 * 5 + 5);
  });

  it('asks every question of a district as at the end of a year, and some of one that has all events of it', async () => {
    await inNewFolder(async (whole) => {
      await new GrowingDistrict(whole, { district: 'whole', students: 20, seed: 2 }).growToEnd();
      await inNewFolder(async (stores) => {
        await fillDistrict(stores, 'large', 90);
        await turnToYearEnd(stores, whole);
        for await (const { body } of stores.models.collection<CommunityDocument>(communities).all()) {
          expect(trendOf(body.dailyCounts)).toHaveLength(90);
        }
        expectFigures(await answers(stores.folder, 2), 21);
      });
      expectFigures(await answers(whole.folder, 2, /:id$/), 4);
    });
  });

  it('measures the memory of students', async () => {
    setFlagsFromString('--expose-gc');
    globalThis.gc = runInNewContext('gc') as NonNullable<typeof globalThis.gc>;
    const figures = await memoryGrowth({ students: [500, 1_500], days: 3 });
    globalThis.gc = undefined;
    expectFigures(figures, 4);
    for (const figure of figures) expect(figure).toMatchObject({ most: 400, unit: 'MB' });
  });

  it('tells what is missed', () => {
    const figure = { what: 'a figure', value: 3, unit: 'ms' };
    expect([isMet(figure), isMet({ ...figure, most: 3 }), isMet({ ...figure, most: 2.9 }), isMet({ ...figure, least: 3.1 })]).toEqual([
      null,
      true,
      false,
      false,
    ]);
  });
});
