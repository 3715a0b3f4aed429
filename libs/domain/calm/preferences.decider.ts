import type { NoticePreferences } from '../facts/decisions.js';
import { isWithin, type Hours } from './moment.js';

export interface PreferencesEvent {
  readonly type: 'notice-preferences-set.v1';
  readonly data: NoticePreferences;
}

/** Preferences that cannot be kept; the message says what to change. */
export class ImpossiblePreferencesError extends Error {
  override readonly name = 'ImpossiblePreferencesError';
}

const MOST_INTERRUPTIONS = 1_000;

/** How one person wants to be told: what is set takes the place of all that was, and the same again decides to nothing. */
export const preferencesDecider = {
  initialState: (): NoticePreferences => ({}),

  /** @throws ImpossiblePreferencesError */
  decide(state: NoticePreferences, preferences: NoticePreferences): readonly PreferencesEvent[] {
    requirePossible(preferences);
    return isSame(state, preferences) ? [] : [{ type: 'notice-preferences-set.v1', data: preferences }];
  },

  evolve: (_: NoticePreferences, { data }: PreferencesEvent): NoticePreferences => data,
};

function requirePossible({ digestHour, dailyBudget, quietHours }: NoticePreferences): void {
  if (digestHour !== undefined) requireHour('The hour of the digest', digestHour);
  if (dailyBudget !== undefined && !(Number.isInteger(dailyBudget) && dailyBudget >= 0 && dailyBudget <= MOST_INTERRUPTIONS)) {
    throw new ImpossiblePreferencesError(`The budget is ${dailyBudget}: expected a whole number from 0 to ${MOST_INTERRUPTIONS} a day.`);
  }
  if (quietHours !== undefined) requireQuiet(quietHours, digestHour);
}

function requireQuiet(quiet: Hours, digestHour: number | undefined): void {
  const { from, to } = quiet;
  requireHour('The first quiet hour', from);
  requireHour('The end of the quiet hours', to);
  if (from === to) throw new ImpossiblePreferencesError(`The quiet hours ${from}-${to} hold no hour: expected two different ones.`);
  if (digestHour === undefined || !isWithin(quiet, digestHour)) return;
  throw new ImpossiblePreferencesError(`The digest at ${digestHour} lies in the quiet hours ${from}-${to}: choose an hour outside them.`);
}

function requireHour(what: string, hour: number): void {
  if (Number.isInteger(hour) && hour >= 0 && hour <= 23) return;
  throw new ImpossiblePreferencesError(`${what} is ${hour}: expected a whole number from 0 to 23.`);
}

function isSame(one: NoticePreferences, other: NoticePreferences): boolean {
  const valuesOf = ({ digestHour, dailyBudget, quietHours, mailedDigests = true }: NoticePreferences) => [
    mailedDigests,
    digestHour,
    dailyBudget,
    quietHours?.from,
    quietHours?.to,
  ];
  const others = valuesOf(other);
  return valuesOf(one).every((value, index) => value === others[index]);
}
