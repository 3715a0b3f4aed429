import { sourceOf } from '#libs/contracts';
import type { Stores } from '#libs/stores';
import { DaysInTurn, Intake, type IntakeItem } from '../../apps/ingestion/index.js';
import { simulateDistrict, type SimulatedItem, type SimulationOptions } from '../../apps/simulator/index.js';
import { Workers } from '../../apps/standalone/index.js';
import { simulatedItem } from '../simulated-item.js';

/** A day that begins, or records that are taken in at once. */
type Step = { readonly day: string } | { readonly items: readonly IntakeItem[] };

const BATCH = 500;
/** Everything after the log is brought up to date after so many steps while the log grows. */
const CATCH_UP_AFTER = 200;
const BEGINNING_OF_OCTOBER = /-10-0\d$/;

/** A simulated district whose log grows, year after year, in the stores of a data folder. */
export class GrowingDistrict {
  readonly #stores: Stores;
  readonly #intake: Intake;
  readonly #arriving: Iterator<SimulatedItem>;
  #nextDay: string | null = null;
  #isOver = false;
  readonly #days: DaysInTurn;

  constructor(stores: Stores, options: SimulationOptions) {
    this.#stores = stores;
    this.#intake = new Intake(stores);
    this.#days = new DaysInTurn(stores.store, options.district, sourceOf(options.district, 'simulator'));
    this.#arriving = simulateDistrict(options);
  }

  /** Takes records in until the log has so many events, and brings everything after it up to date. */
  async growTo(events: number): Promise<void> {
    await this.#growUntil(async () => (await this.#stores.log.head()) >= events);
  }

  /** The same, and on to the next beginning of October: every length of a log is measured at one time of the school year. */
  async growToOctoberAfter(events: number): Promise<void> {
    await this.growTo(events);
    await this.#growUntil(() => BEGINNING_OF_OCTOBER.test(this.#days.today ?? ''));
  }

  /** The same, to the end of the simulated years. */
  async growToEnd(): Promise<void> {
    await this.#growUntil(() => this.#isOver);
  }

  async #growUntil(isLongEnough: () => boolean | Promise<boolean>): Promise<void> {
    for (let steps = 1; !(await isLongEnough()); steps++) {
      await this.take(this.#nextStep());
      if (steps % CATCH_UP_AFTER === 0) await this.#catchUp();
    }
    await this.#catchUp();
  }

  /** The next steps, of so many records together or some more, checked and not yet taken in. */
  prepare(records: number): Step[] {
    const steps: Step[] = [];
    for (let prepared = 0; prepared < records;) {
      const step = this.#nextStep();
      steps.push(step);
      if ('items' in step) prepared += step.items.length;
    }
    return steps;
  }

  async take(step: Step): Promise<void> {
    if ('day' in step) await this.#days.start(step.day);
    else await this.#intake.take(step.items);
  }

  #nextStep(): Step {
    const day = this.#nextDay;
    this.#nextDay = null;
    if (day !== null) return { day };
    const items: IntakeItem[] = [];
    if (this.#isOver) throw new Error('The simulated years are over before the log is as long as it was to be.');
    while (items.length < BATCH) {
      const { value: item, done } = this.#arriving.next() as IteratorResult<SimulatedItem, undefined>;
      if (done === true || item === undefined) {
        this.#isOver = true;
        break;
      }
      if (item.kind === 'day') {
        this.#nextDay = item.date;
        break;
      }
      items.push(simulatedItem(item.event));
    }
    return { items };
  }

  async #catchUp(): Promise<void> {
    const workers = new Workers(this.#stores);
    if (!(await workers.acquire())) throw new Error('The bench met another process.');
    await workers.runToEnd();
    await workers.release();
  }
}
