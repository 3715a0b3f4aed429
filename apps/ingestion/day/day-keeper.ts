import { dayIndex, schoolYearOf } from '#libs/domain';
import type { Clock, EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { reasonOf } from '#libs/service';
import { feeds, referencePrefixes, ReferenceState, type FeedDocument } from '#libs/views';
import type { Logger } from 'pino';
import { districtToday, startSchoolDay } from './day-clock.js';
import { districtHour, startSchoolHours } from './hour-clock.js';

export interface DayKeeperParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Has its days from the simulation. */
  readonly except: string | null;
}

export interface DayKeeping {
  readonly logger: Logger;
  /** How often is looked whether a school day begins; default every minute. */
  readonly everyMs?: number;
}

const EVERY_MS = 60_000;

/** Starts the school day and its hours of real districts by the clock at their place; the same day started by several processes is one event. */
export class DayKeeper {
  readonly #parts: DayKeeperParts;
  readonly #reference = new ReferenceState();
  #position = 0;
  /** The day and hour that each district has come to. */
  readonly #started = new Map<string, string>();
  #checks: NodeJS.Timeout | null = null;

  constructor(parts: DayKeeperParts) {
    this.#parts = parts;
  }

  /** Looks now, which this waits for, and again and again until `stop`; what goes wrong is logged and tried again. */
  async start({ logger, everyMs = EVERY_MS }: DayKeeping): Promise<void> {
    const check = (): Promise<void> =>
      this.check().catch((error: unknown) => {
        logger.error({ reason: reasonOf(error) }, 'the school day could not be started');
      });
    await check();
    this.#checks = setInterval(() => void check(), everyMs);
  }

  stop(): void {
    if (this.#checks !== null) clearInterval(this.#checks);
  }

  /** Starts today and its hours where it is a school day, or the first day of a school year, and they have not begun. */
  async check(): Promise<void> {
    const { store, clock, timeZone } = this.#parts;
    const today = districtToday(clock, timeZone);
    const now = `${today} ${districtHour(clock, timeZone)}`;
    const districts = await this.#districts();
    if (districts.every((district) => this.#started.get(district) === now)) return;
    await this.#catchUp();
    for (const district of districts) {
      if (this.#started.get(district) === now || !begins(this.#reference, district, today)) continue;
      const source = `/districts/${encodeURIComponent(district)}/clock`;
      await startSchoolDay(store, district, today, source);
      await startSchoolHours(store, district, { date: today, upTo: districtHour(clock, timeZone) }, source);
      this.#started.set(district, now);
    }
  }

  /** Everybody of whom something has come in. */
  async #districts(): Promise<string[]> {
    const found = new Set<string>();
    for await (const { body } of this.#parts.models.collection<FeedDocument>(feeds).all()) found.add(body.district);
    return [...found].filter((district) => district !== this.#parts.except);
  }

  async #catchUp(): Promise<void> {
    for await (const { events, position } of this.#parts.log.read({ after: this.#position, prefixes: referencePrefixes })) {
      for (const event of events) this.#reference.apply(event);
      this.#position = position;
    }
  }
}

/** A school day begins, or a school year: that one ends the year before, in the middle of summer. */
function begins(reference: ReferenceState, district: string, date: string): boolean {
  const day = reference.dayOf(district);
  return isSchoolDay(reference, district, date) || (day !== null && schoolYearOf(day) < schoolYearOf(date));
}

/** A day on which a school of the district is open; any day while no calendar of that school year is known. */
function isSchoolDay(reference: ReferenceState, district: string, date: string): boolean {
  const year = schoolYearOf(date);
  const calendars = [...reference.schoolsOf(district, year).values()].flatMap(({ instructional }) => instructional ?? []);
  return calendars.length === 0 || calendars.some((days) => days[dayIndex(date, year)] === 1);
}
