import { addDays, firstDayOf } from '#libs/domain';
import type { SimulatedItem } from './arrivals.js';
import { calendarOf } from './calendar.js';
import { District } from './district.js';
import { weatherOf } from './illness.js';
import { settingsOf, type SimulationOptions } from './options.js';
import { publishCalendar, seatFirstYear, seatNextYear } from './school-year-start.js';
import { LAST_PHASE } from './steps.js';
import { preparation, schoolDay, summer, type Phase } from './timetable.js';
import { at } from './wall-clock.js';

type Batches = Generator<readonly SimulatedItem[], void, undefined>;

/** Items are handed over so many at a time, at least; one student's part of a phase is never split. */
const BATCH = 512;
const SUMMER_DAYS_BEFORE = 35;
const SNOW_NEWS = at('5:30');

/**
 * A made-up district, day by day: every item in the order in which it arrives. The same seed and options give the same items,
 * an earlier end a prefix of them.
 * @throws RangeError where an option is wrong, before the first item.
 */
export function simulateDistrict(options: SimulationOptions): Generator<SimulatedItem, void, undefined> {
  return items(simulateBatches(options));
}

/** The same items in batches of some hundreds. */
export function simulateBatches(options: SimulationOptions): Batches {
  const district = new District(settingsOf(options));
  return simulate(district);
}

function* items(batches: Batches): Generator<SimulatedItem, void, undefined> {
  for (const batch of batches) {
    for (const item of batch) yield item;
  }
}

function* simulate(district: District): Batches {
  const { firstYear, fullYears, daysOfLast, until } = district.settings;
  let daysLeft = daysOfLast;
  for (let year = firstYear; ; year++) {
    const calendar = calendarOf(district.seed, year);
    const lastYears = year >= firstYear + fullYears;
    const days = lastYears ? Math.min(daysLeft, calendar.days.length) : calendar.days.length;
    if (days === 0 || (calendar.days[0] ?? until) > until) break;
    yield* prepareYear(district, calendar);
    for (let index = 0; index < days && district.dateAt(index) <= until; index++) yield* schoolDayOf(district, index);
    if (lastYears) daysLeft = daysOfLast === Infinity ? 0 : daysLeft - days;
  }
  yield district.arrivals.take();
}

function* prepareYear(district: District, calendar: District['calendar']): Batches {
  const firstDay = calendar.days[0] ?? '';
  const isFirst = district.day < 0;
  if (!isFirst) {
    district.arrivals.day(firstDayOf(calendar.schoolYear));
    const date = addDays(firstDay, -SUMMER_DAYS_BEFORE);
    yield* dayOf(district, { date, index: district.lastIndex, phases: summer });
  }
  district.calendar = calendar;
  if (isFirst) seatFirstYear(district);
  else seatNextYear(district);
  for (const { daysBefore, phases } of preparation) yield* dayOf(district, { date: addDays(firstDay, -daysBefore), index: 0, phases });
}

function* schoolDayOf(district: District, index: number): Batches {
  const date = district.dateAt(index);
  yield* snowBefore(district, index);
  district.arrivals.day(date);
  district.date = date;
  district.index = index;
  district.weather = weatherOf(district);
  yield* dayOf(district, { date, index, phases: schoolDay });
}

interface DayPlan {
  readonly date: string;
  readonly index: number;
  readonly phases: readonly Phase[];
}

function* dayOf(district: District, { date, index, phases }: DayPlan): Batches {
  district.day += 1;
  district.date = date;
  district.index = index;
  for (let phase = 0; phase <= LAST_PHASE; phase++) {
    district.phase = phase;
    const held = phases[phase];
    district.seconds = held?.start ?? district.seconds;
    district.arrivals.release(district.step);
    if (held !== undefined) yield* hold(district, held);
  }
}

/** What was planned for this phase, then what happens in it to everyone. */
function* hold(district: District, { start, seconds, count, each }: Phase): Batches {
  const planned = district.agenda.due(district.step);
  const total = planned.length + count(district);
  for (let index = 0; index < total; index++) {
    district.seconds = start + (seconds * index) / total;
    const act = planned[index];
    if (act === undefined) each(district, index - planned.length);
    else act();
    if (district.arrivals.waiting >= BATCH) yield district.arrivals.take();
  }
  district.agenda.done(district.step);
  district.changes.done(district.step);
}

/** On the morning of each day lost to snow since the school day before, all schools publish their calendar anew. */
function* snowBefore(district: District, index: number): Batches {
  const { versions } = district.calendar;
  const from = district.calendar.days[index - 1] ?? '';
  for (const [version, { knownOn }] of versions.entries()) {
    if (knownOn === null || knownOn <= from || knownOn > district.dateAt(index)) continue;
    district.date = knownOn;
    for (let school = 0; school < district.plan.schools.length; school++) {
      district.seconds = SNOW_NEWS;
      publishCalendar(district, school, version);
      if (district.arrivals.waiting >= BATCH) yield district.arrivals.take();
    }
  }
}
