import { Agenda } from './agenda.js';
import { draw, drawInt, keyOf, purpose, type Key } from './random.js';
import { MOST_DAYS_LATE, type DisorderRates } from './rates.js';
import { LAST_PHASE, stepLater } from './steps.js';

/** A CloudEvent in structured mode. */
export interface SimulatedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly partitionkey: string;
  readonly sequence?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A school day that starts, or July 1, when a school year does; or a record that arrives. */
export type SimulatedItem = { readonly kind: 'day'; readonly date: string } | { readonly kind: 'event'; readonly event: SimulatedEvent };

/** The way from the SIS to here: most records arrive at once, some twice, some late. */
export class Arrivals {
  readonly #late = new Agenda<SimulatedEvent>();
  #arrived: SimulatedItem[] = [];

  constructor(
    private readonly rates: DisorderRates,
    private readonly seed: Key,
  ) {}

  get waiting(): number {
    return this.#arrived.length;
  }

  day(date: string): void {
    this.#arrived.push({ kind: 'day', date });
  }

  /** A record sent at a step of the simulation, the `serial`th one. */
  send(event: SimulatedEvent, serial: number, step: number): void {
    const key = keyOf(this.seed, serial);
    const { duplicate, lateHours, lateDays } = this.rates;
    const chance = draw(key, purpose.delay);
    if (chance < lateDays) this.hold(event, stepLater(step, drawInt(key, purpose.delayLength, 1, MOST_DAYS_LATE), 0));
    else if (chance < lateDays + lateHours) this.hold(event, laterToday(step, drawInt(key, purpose.delayLength, 1, 6)));
    else this.#arrive(event);
    if (draw(key, purpose.duplicate) >= duplicate) return;
    const days = drawInt(key, purpose.duplicateLength, 0, MOST_DAYS_LATE);
    this.hold(event, days === 0 ? laterToday(step, 1) : stepLater(step, days, 0));
  }

  /** A record that arrives at a later step. */
  hold(event: SimulatedEvent, step: number): void {
    this.#late.add(step, event);
  }

  /** Lets arrive what was held until this step. */
  release(step: number): void {
    for (const event of this.#late.due(step)) this.#arrive(event);
    this.#late.done(step);
  }

  /** What has arrived since the last call. */
  take(): readonly SimulatedItem[] {
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  #arrive(event: SimulatedEvent): void {
    this.#arrived.push({ kind: 'event', event });
  }
}

/** Some phases later, but the same day where it has still one. */
function laterToday(step: number, phases: number): number {
  const left = LAST_PHASE - (step % (LAST_PHASE + 1));
  return left === 0 ? step + 1 : step + Math.min(phases, left);
}
