import type { Logger } from 'pino';
import { pause, reasonOf, type Settings } from '#libs/service';
import type { Stores } from '#libs/stores';
import type { WorkerSupervisor } from '#libs/workers';
import { DayKeeper, districtToday, type IntakeQueue } from '../ingestion/index.js';
import { demoDistrictOf } from './simulation/demo-district.js';
import { Simulation } from './simulation/simulation.js';

/** Told while history is made, and when it is done. */
export type Progress = (step: { readonly students: number; readonly date: string | null }) => void;

export interface BackgroundParts {
  readonly embedded: Stores;
  readonly supervisor: WorkerSupervisor;
  readonly settings: Pick<Settings, 'HOMEROOM_DEMO' | 'HOMEROOM_DAY_SECONDS' | 'HOMEROOM_TIME_ZONE'>;
  readonly intake: IntakeQueue;
  readonly logger: Logger;
  readonly onProgress?: Progress;
  /** See `DayKeeper`. */
  readonly dayCheckMs?: number;
}

const RETRY_MS = 5_000;

/** What goes on by itself: the simulated district, the workers, the day of real districts. */
export class BackgroundWork {
  readonly #parts: BackgroundParts;
  readonly #stopping = new AbortController();
  #days: DayKeeper | null = null;
  #goingOn: Promise<void> = Promise.resolve();
  #ready: Promise<void> = Promise.resolve();

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
  }

  /** Resolves when everything up to today is shown, or cannot be because a file is damaged. */
  start(): Promise<void> {
    this.#ready = this.#prepare();
    return this.#ready;
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#days?.stop();
    await this.#ready.catch(() => undefined);
    await this.#goingOn;
  }

  async #prepare(): Promise<void> {
    const { embedded, supervisor, settings } = this.#parts;
    const today = districtToday(embedded.clock, settings.HOMEROOM_TIME_ZONE);
    const demo = settings.HOMEROOM_DEMO === 'off' ? null : await demoDistrictOf(embedded, today);
    const simulation = demo === null ? null : this.#simulationOf(demo, today);
    await simulation?.catchUp();
    supervisor.start();
    if (this.#stopping.signal.aborted) return;
    const caughtUp = supervisor.whenCaughtUp();
    await Promise.race([caughtUp, embedded.damaged.first]);
    if (embedded.damaged.isReady()) return this.#begin(demo?.district ?? null, simulation);
    // What does not need the damaged places goes on. Whether it ever comes so far, and why not, is said by health.
    void caughtUp
      .then(() => this.#begin(demo?.district ?? null, simulation))
      .catch((error: unknown) => {
        const isStopping = this.#stopping.signal.aborted;
        if (!isStopping) this.#parts.logger.error({ reason: reasonOf(error) }, 'days do not begin before the next start');
      });
  }

  /** Everything is shown: from here on days begin and the simulated district goes on. */
  async #begin(demo: string | null, simulation: Simulation | null): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    await this.#keepDays(demo);
    this.#parts.supervisor.setPreparing(null);
    if (simulation !== null) this.#goingOn = this.#goOn(simulation);
  }

  #simulationOf(demo: NonNullable<Awaited<ReturnType<typeof demoDistrictOf>>>, today: string): Simulation {
    const { embedded, supervisor, settings, intake, onProgress } = this.#parts;
    const onDay = (date: string): void => {
      if (supervisor.isReady()) return;
      supervisor.setPreparing(`The simulated district is being prepared: it is ${date}.`);
      onProgress?.({ students: demo.students, date });
    };
    const { signal } = this.#stopping;
    return new Simulation({ demo, store: embedded.store, intake, today, daySeconds: settings.HOMEROOM_DAY_SECONDS, signal, onDay });
  }

  /** What keeps records out may pass, a full disk for example. The day is begun again; what stands of it already changes nothing. */
  async #goOn(simulation: Simulation): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        return await simulation.goOn();
      } catch (error) {
        this.#parts.logger.error({ reason: reasonOf(error) }, 'the simulation is held up and tried again');
        await pause(RETRY_MS, signal);
      }
    }
  }

  async #keepDays(except: string | null): Promise<void> {
    const { embedded, settings, logger, dayCheckMs } = this.#parts;
    const everyMs = dayCheckMs === undefined ? {} : { everyMs: dayCheckMs };
    this.#days = new DayKeeper({ ...embedded, timeZone: settings.HOMEROOM_TIME_ZONE, except });
    await this.#days.start({ logger, ...everyMs });
  }
}
