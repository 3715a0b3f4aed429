import { inNewFolder } from '../alerting/bench-stores.js';
import type { Figure } from './figure.js';
import { fillDistrict } from './large-district.js';
import { GrowingDistrict } from './growing-district.js';
import { inOwnProcess } from './own-process.js';
import { turnToYearEnd } from './year-end.js';

export interface QueriesOptions {
  readonly students: number;
  /** Of each question. */
  readonly requests: number;
}

/** Questions that read the events of the students they are about. */
const ABOUT_OWN_EVENTS = '(students|alerts)/:id|unplaced';
/** Of whom a whole year is simulated, with every event. */
const WHOLE_YEARS = 2_000;

/**
 * Every page and every question of a large district at the end of a school year, answered by another process than that which filled it;
 * and the questions that read a student's own events, of a smaller district that has all of a year's.
 */
export function queriesGrowth({ students, requests }: QueriesOptions): Promise<readonly Figure[]> {
  return inNewFolder(async (whole) => {
    await new GrowingDistrict(whole, { district: 'whole', students: Math.min(students, WHOLE_YEARS), seed: 2 }).growToEnd();
    const large = await inNewFolder(async (stores) => {
      await fillDistrict(stores, 'large', students);
      await turnToYearEnd(stores, whole);
      return inOwnProcess('queries.main.js', stores.folder, requests) as readonly Figure[];
    });
    const ofOwnEvents = inOwnProcess('queries.main.js', whole.folder, requests, ABOUT_OWN_EVENTS) as readonly Figure[];
    return [...large, ...ofOwnEvents.map((figure) => ({ ...figure, what: `a whole year of events, ${figure.what}` }))];
  });
}
