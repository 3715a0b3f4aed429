import { describe, it } from '@jest/globals';
import { specifyDecider } from '#libs/testing';
import type { NoticePreferences } from '../facts/decisions.js';
import { ImpossiblePreferencesError, preferencesDecider, type PreferencesEvent } from './preferences.decider.js';

const { given } = specifyDecider(preferencesDecider);
const set = (data: NoticePreferences): PreferencesEvent => ({ type: 'notice-preferences-set.v1', data });
const evening: NoticePreferences = { digestHour: 8, dailyBudget: 3, quietHours: { from: 17, to: 8 } };

describe('How somebody wants to be told', () => {
  it('is said once, and takes the place of what was said before', () => {
    given([])
      .when(evening)
      .then([set(evening)]);
    given([set(evening)])
      .when({ ...evening, by: 'A. Rivera' })
      .thenNothing();
    given([set(evening)])
      .when({ dailyBudget: 3 })
      .then([set({ dailyBudget: 3 })]);
    given([]).when({}).thenNothing();
  });

  it.each<[NoticePreferences]>([
    [{ digestHour: 0, quietHours: { from: 1, to: 23 } }],
    [{ digestHour: 23, quietHours: { from: 0, to: 7 } }],
    [{ dailyBudget: 0 }],
    [{ dailyBudget: 1_000 }],
    [{ mailedDigests: false }],
  ])('goes to the bounds: %j', (preferences) => {
    given([])
      .when(preferences)
      .then([set(preferences)]);
  });

  it('has digests mailed where nothing else is said', () => {
    given([]).when({ mailedDigests: true }).thenNothing();
    given([set({ mailedDigests: false })])
      .when({})
      .then([set({})]);
  });

  it.each<[NoticePreferences, RegExp]>([
    [{ digestHour: -1 }, /hour of the digest is -1/],
    [{ dailyBudget: 1_001 }, /budget is 1001: expected a whole number from 0 to 1000/],
    [{ digestHour: 24 }, /hour of the digest is 24: expected a whole number from 0 to 23/],
    [{ digestHour: 7.5 }, /hour of the digest is 7.5/],
    [{ quietHours: { from: -1, to: 7 } }, /first quiet hour is -1/],
    [{ quietHours: { from: 17, to: 24 } }, /end of the quiet hours is 24/],
    [{ quietHours: { from: 7, to: 7 } }, /hold no hour/],
    [{ digestHour: 23, quietHours: { from: 17, to: 7 } }, /digest at 23 lies in the quiet hours 17-7/],
    [{ dailyBudget: -1 }, /budget is -1/],
  ])('is refused where it cannot be: %j', (preferences, told) => {
    given([]).when(preferences).thenThrows(ImpossiblePreferencesError, told);
  });
});
