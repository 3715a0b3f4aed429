import { setImmediate } from 'node:timers/promises';
import { parseCloudEvent } from '#libs/contracts';
import type { EventStore } from '#libs/event-sourcing';
import { startSchoolDay, startSchoolHours, type IntakeItem, type IntakeQueue } from '../../ingestion/index.js';
import type { SimulatedEvent } from '../../simulator/index.js';
import { pause } from '#libs/service';
import { lastSchoolDay } from '#libs/views';
import type { DemoDistrict } from './demo-district.js';
import { simulatedDays, type SimulatedDay } from './simulated-days.js';

export interface SimulationParts {
  readonly demo: DemoDistrict;
  readonly store: EventStore;
  readonly intake: Pick<IntakeQueue, 'take'>;
  /** The real date, up to which history is made at once. */
  readonly today: string;
  /** How long a school day lasts from then on. */
  readonly daySeconds: number;
  readonly signal: AbortSignal;
  readonly onDay?: (date: string) => void;
}

/** A batch as large as the intake writes at once. */
const BATCH = 1_000;
/** Records of a simulated day arrive between these hours. */
const FIRST_HOUR = 8;
const LAST_HOUR = 17;
/** How often records arrive while a day lasts. */
const TICK_MS = 250;

/**
 * Lets the records of a simulated district come in through the same door as real ones: at once up to today, from then on at an
 * accelerated pace. It goes on at the district's day; records of that day that were taken in before change nothing.
 */
export class Simulation {
  readonly #parts: SimulationParts;
  #days: Iterator<SimulatedDay, void, undefined> | null = null;
  #next: SimulatedDay | null = null;

  constructor(parts: SimulationParts) {
    this.#parts = parts;
  }

  /** Takes in everything up to today, as fast as it can. */
  async catchUp(): Promise<void> {
    const { store, demo, today, signal } = this.#parts;
    this.#days = simulatedDays(demo, await lastSchoolDay(store, demo.district));
    for (;;) {
      const day = this.#advance();
      if (day === null || (day.date ?? '') > today) return;
      await this.#start(day);
      for (let from = 0; from < day.events.length; from += BATCH) {
        if (signal.aborted) return;
        await this.#take(day.events.slice(from, from + BATCH));
        await setImmediate();
      }
      await this.#reach(day, LAST_HOUR);
    }
  }

  /** Goes on day by day until the signal aborts; resolves then, or when the simulation has come to its end. */
  async goOn(): Promise<void> {
    const { signal } = this.#parts;
    for (let day = this.#next; day !== null && !signal.aborted; day = this.#advance()) {
      await this.#start(day);
      await this.#spread(day);
    }
  }

  #advance(): SimulatedDay | null {
    const result = this.#days?.next();
    this.#next = result === undefined || result.done === true ? null : result.value;
    return this.#next;
  }

  async #start({ date }: SimulatedDay): Promise<void> {
    const { store, demo, onDay } = this.#parts;
    if (date === null) return;
    await startSchoolDay(store, demo.district, date, `/districts/${demo.district}/simulator`);
    await this.#reach({ date }, FIRST_HOUR);
    onDay?.(date);
  }

  /** Lets the hours of a day pass. */
  async #reach({ date }: Pick<SimulatedDay, 'date'>, upTo: number): Promise<void> {
    const { store, demo } = this.#parts;
    if (date !== null) await startSchoolHours(store, demo.district, { date, upTo }, `/districts/${demo.district}/simulator`);
  }

  /** Evenly over the day, so that something happens all the time. */
  async #spread({ date, events }: SimulatedDay): Promise<void> {
    const { daySeconds, signal } = this.#parts;
    const ticks = Math.max(1, Math.round((1000 * daySeconds) / TICK_MS));
    const pauseMs = (1000 * daySeconds) / ticks;
    for (let tick = 0; tick < ticks && !signal.aborted; tick++) {
      const part = events.slice(Math.floor((tick * events.length) / ticks), Math.floor(((tick + 1) * events.length) / ticks));
      for (let from = 0; from < part.length; from += BATCH) await this.#take(part.slice(from, from + BATCH));
      await this.#reach({ date }, FIRST_HOUR + Math.floor(((tick + 1) * (LAST_HOUR - FIRST_HOUR)) / ticks));
      await pause(pauseMs, signal);
    }
  }

  async #take(events: readonly SimulatedEvent[]): Promise<void> {
    if (events.length > 0) await this.#parts.intake.take(events.map((event) => itemOf(event, this.#parts.demo.district)));
  }
}

function itemOf(event: SimulatedEvent, district: string): IntakeItem {
  const result = parseCloudEvent(JSON.stringify(event), { district });
  if (!result.ok) throw new Error(`The simulator made an event that is refused: ${result.refusal.message}`);
  return { record: result.record };
}
