import { SubscriptionRunner, type EventLog, type EventStore, type FailPoint, type LogBatch, type ReadModels } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import { ALERTING, AlertingProcess, alertingPrefixes } from './alerting.process.js';
import { AlertingMemory, memoryPrefixes, smallPrefixes } from './memory/alerting-memory.js';
import { Communities, shownCommunities } from './memory/communities.js';
import { LatestAttendance } from './memory/latest-attendance.js';
import { StoredMemory } from './memory/stored-memory.js';

export interface AlertingParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly failPoint?: FailPoint;
  /** The memory is stored after so many events that it is made of, or as many as it has pieces; default 5,000. */
  readonly storeEvery?: number;
}

const STORE_EVERY = 5_000;

/**
 * Alerting as it stands at its checkpoint, ready to go on. What it goes by is taken from what was stored of it, and folded from the log
 * from there on: of what it has written itself everything, so that nothing is decided twice.
 */
export async function startAlerting(parts: AlertingParts, run: RunOptions): Promise<SubscriptionRunner> {
  const { store, log, models, failPoint } = parts;
  const memory = new AlertingMemory();
  const attendance = new LatestAttendance();
  const handled = await models.checkpoint(ALERTING);
  const keeping = new MemoryKeeping(parts, memory);
  await keeping.start(handled);
  if (handled > 0) await attendance.start(models);
  const fail = failPoint === undefined ? {} : { failPoint };
  const communities = new Communities(shownCommunities(models));
  const alerting = new AlertingProcess({ store, models, memory, attendance, communities, handled, ...fail });
  const handle = async (batch: LogBatch): Promise<void> => {
    await alerting.handle(batch);
    await keeping.follow(batch);
  };
  return new SubscriptionRunner({ projection: ALERTING, log, models, prefixes: alertingPrefixes, handle, ...fail, ...run });
}

/**
 * Stores the memory now and then, so that a start folds no more of the log than what came since. Whatever the log's length, storing
 * costs each event a piece at most, and a start as many events as there are pieces.
 */
class MemoryKeeping {
  readonly #parts: AlertingParts;
  readonly #memory: AlertingMemory;
  readonly #stored: StoredMemory;
  /** Events in the memory and not in what is stored of it. */
  #since = 0;

  constructor(parts: AlertingParts, memory: AlertingMemory) {
    this.#parts = parts;
    this.#memory = memory;
    this.#stored = new StoredMemory(parts.models);
  }

  async start(handled: number): Promise<void> {
    const { log } = this.#parts;
    const memory = this.#memory;
    const upTo = await this.#stored.load(memory, handled);
    if (upTo > 0) {
      for await (const { events } of log.read({ prefixes: smallPrefixes, upTo })) events.forEach((event) => memory.apply(event));
    }
    for await (const { events } of log.read({ prefixes: memoryPrefixes, after: upTo })) {
      events.forEach((event) => memory.remember(event, handled));
      this.#since += events.length;
    }
    memory.staff.settle();
  }

  /** A batch was handled. */
  async follow({ events, position }: LogBatch): Promise<void> {
    for (const { stream } of events) if (!stream.startsWith('student-')) this.#since += 1;
    const { storeEvery = STORE_EVERY, failPoint } = this.#parts;
    if (this.#since < Math.max(storeEvery, this.#stored.pieces)) return;
    await failPoint?.('before-memory');
    await this.#stored.store(this.#memory, position);
    await failPoint?.('after-memory');
    this.#since = 0;
  }
}
