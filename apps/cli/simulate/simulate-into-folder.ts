import { parseCloudEvent, deadLetterOf, sourceOf } from '#libs/contracts';
import type { Clock } from '#libs/event-sourcing';
import type { Embedded } from '../../standalone/index.js';
import { DaysInTurn, Intake, type IntakeItem } from '../../ingestion/index.js';
import { simulateDistrict, type SimulatedEvent, type SimulatedItem, type SimulationOptions } from '../../simulator/index.js';
import { bringUpToDate } from '../folder/bring-up-to-date.js';
import { withFolder } from '../folder/with-folder.js';
import type { Format } from '../format/format-option.js';
import type { Column } from '../format/listing.js';
import { printListing } from '../format/print-listing.js';
import { StoppedError } from '../terminal/failures.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

interface Taken {
  days: number;
  read: number;
  appended: number;
  unchanged: number;
  deadLettered: number;
}

const BATCH = 500;

const counted = ['days', 'read', 'appended', 'unchanged', 'deadLettered'] as const;
const columns = counted.map((name): Column<Taken> => ({ heading: name, cell: (taken) => taken[name], align: 'right' }));

interface IntoFolder {
  /** People are told of each day before the next one begins: else all of it is old news at the end. */
  readonly live: boolean;
  readonly format: Format;
}

/** Sends a simulated district through the same intake as any other, and moves the district's day with it. */
export async function simulateIntoFolder(terminal: Terminal, options: SimulationOptions, { live, format }: IntoFolder): Promise<void> {
  await withFolder(
    terminal,
    async (embedded) => {
      const taken = await takeAll(terminal, embedded, { district: options.district, items: simulateDistrict(options), live });
      await printListing(terminal, format, { rows: [taken], columns, empty: '' });
      if (terminal.signal.aborted) throw new StoppedError();
      await bringUpToDate(terminal, embedded);
    },
    { make: true },
  );
}

interface Simulated {
  readonly district: string;
  readonly items: Iterable<SimulatedItem>;
  readonly live: boolean;
}

/** What the simulation and the intake remember is free again when this is done. */
async function takeAll(terminal: Terminal, embedded: Embedded, { district, items, live }: Simulated): Promise<Taken> {
  const { ensureCurrent } = await import('../../standalone/index.js');
  const simulation = new Simulation(embedded, district);
  await withProgress(terminal, 'Simulating', async (progress) => {
    for (const item of items) {
      if (item.kind === 'day') {
        await simulation.take();
        // The hours of a day pass for what its records have led to.
        if (live) await ensureCurrent(embedded, terminal.signal);
        await simulation.startDay(item.date);
      } else if (simulation.arrive(item.event) === BATCH) await simulation.take();
      else continue;
      progress.update(simulation.taken.read);
      if (terminal.signal.aborted) return;
    }
    await simulation.take();
  });
  return simulation.taken;
}

class Simulation {
  readonly taken: Taken = { days: 0, read: 0, appended: 0, unchanged: 0, deadLettered: 0 };
  readonly #embedded: Embedded;
  readonly #district: string;
  readonly #intake: Intake;
  #arrived: IntakeItem[] = [];
  readonly #days: DaysInTurn;

  constructor(embedded: Embedded, district: string) {
    this.#embedded = embedded;
    this.#district = district;
    this.#days = new DaysInTurn(embedded.store, district, sourceOf(district, 'simulator'));
    this.#intake = new Intake({ store: embedded.store, directory: embedded.directory, clock: embedded.clock });
  }

  /** @returns how many wait to be taken in. */
  arrive(event: SimulatedEvent): number {
    return this.#arrived.push(itemOf(event, this.#district, this.#embedded.clock));
  }

  /** What arrived before it has been taken in. */
  async startDay(date: string): Promise<void> {
    await this.#days.start(date);
    this.taken.days += 1;
  }

  async take(): Promise<void> {
    const items = this.#arrived;
    this.#arrived = [];
    this.taken.read += items.length;
    for (const { outcome } of await this.#intake.take(items)) this.taken[outcome] += 1;
  }
}

function itemOf(event: SimulatedEvent, district: string, clock: Clock): IntakeItem {
  const body = JSON.stringify(event);
  const result = parseCloudEvent(body, { district });
  if (result.ok) return { record: result.record };
  const origin = { kind: 'http', request: 'simulate' } as const;
  return {
    deadLetter: deadLetterOf({ refusal: result.refusal, origin, original: Buffer.from(body), receivedAt: clock.now().toISOString() }),
  };
}
