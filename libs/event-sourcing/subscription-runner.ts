import type { EventLog, LogBatch, ReadLogOptions } from './event-log.port.js';
import { AnotherWriterError, SubscriptionEndedError } from './event-sourcing.errors.js';
import type { FailPoint } from './fail-point.js';
import { PositionWaiters } from './position-waiters.js';
import type { ReadModels } from './read-models.port.js';

/**
 * What became of a batch. `kept`: nothing of it is durable yet, it is with a later one, at the latest the one that has caught up, and
 * the checkpoint waits. `upTo`: it is folded, durably, up to that position only; from there it is read anew, by the prefixes of then.
 */
export type Handled = 'kept' | void | { readonly upTo: number };

export interface Subscription {
  /** Whose checkpoint it is; one program at a time may run it. */
  readonly projection: string;
  readonly log: EventLog;
  readonly models: Pick<ReadModels, 'checkpoint' | 'advance'>;
  /** Folds a batch, durably, before it resolves, or says how far. The same batches can come again after a crash. */
  readonly handle: (batch: LogBatch) => Promise<Handled>;
  /** Only streams whose name starts with one of these; default all. Asked for whenever reading begins. */
  readonly prefixes?: readonly string[] | (() => readonly string[]);
  readonly batchSize?: number;
  /** Runs to the end of the log and returns, instead of going on. */
  readonly once?: boolean;
  /** With `once`: stops at this position instead, where the log goes further. */
  readonly upTo?: number;
  /** Stops after the batch in hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SubscriptionProgress) => void;
  /** Called as `before-documents`, `after-documents` and `after-checkpoint`. */
  readonly failPoint?: FailPoint;
}

export interface SubscriptionProgress {
  /** Everything up to here is folded. */
  readonly position: number;
  /** Everything up to here was read; what lies after `position` is only kept. */
  readonly read: number;
  /** The end of the log when it was last looked at. */
  readonly head: number;
}

/**
 * Pulls the log through one projection, batch by batch, from its checkpoint: first the documents, then the checkpoint.
 *
 * A crash between any two steps repeats the batch, and nothing else.
 */
export class SubscriptionRunner {
  readonly #subscription: Subscription;
  readonly #waiters = new PositionWaiters();
  #progress: SubscriptionProgress = { position: 0, read: 0, head: 0 };
  #started = false;

  constructor(subscription: Subscription) {
    this.#subscription = subscription;
  }

  get progress(): SubscriptionProgress {
    return this.#progress;
  }

  /**
   * Runs until the signal aborts, or to the end of the log with `once`. A runner runs once; a new one goes on where it stopped.
   *
   * @throws AnotherWriterError when the checkpoint is moved by somebody else; whatever `handle` throws.
   */
  async run(): Promise<void> {
    const { projection, models } = this.#subscription;
    if (this.#started) throw new Error(`The subscription of ${projection} was started before; make a new runner.`);
    this.#started = true;
    try {
      this.#reached(await models.checkpoint(projection));
      while (await this.#pull());
      this.#waiters.end((awaited) => new SubscriptionEndedError(projection, this.#progress.position, awaited));
    } catch (error) {
      this.#waiters.end(() => error as Error);
      throw error;
    }
  }

  /** Resolves once everything up to the position is folded; rejects when the runner ends before, with what ended it. */
  whenCaughtUp(position: number): Promise<void> {
    return this.#waiters.wait(position);
  }

  /** @returns whether to go on by other prefixes. */
  async #pull(): Promise<boolean> {
    if (this.#stopped()) return false;
    for await (const batch of this.#subscription.log.read(this.#readOptions())) {
      const folded = await this.#fold(batch);
      if (folded === null) await this.#reportKept(batch);
      else await this.#report(folded);
      if (folded !== null && folded !== batch) return true;
      if (this.#stopped()) return false;
    }
    return false;
  }

  /** @returns what is folded of the batch; null while it is only kept. */
  async #fold(batch: LogBatch): Promise<LogBatch | null> {
    const { projection, models, handle, failPoint } = this.#subscription;
    const { position } = this.#progress;
    await failPoint?.('before-documents');
    const handled = await handle(batch);
    if (handled === 'kept') return null;
    const folded = handled === undefined ? batch : { ...batch, position: handled.upTo, caughtUp: false };
    await failPoint?.('after-documents');
    if (folded.position <= position) return folded;
    if (!(await models.advance(projection, position, folded.position))) {
      throw new AnotherWriterError(projection, `its checkpoint is no longer at ${position}`);
    }
    await failPoint?.('after-checkpoint');
    return folded;
  }

  async #report(batch: LogBatch): Promise<void> {
    const { log, onProgress } = this.#subscription;
    const behind = !batch.caughtUp && batch.position >= this.#progress.head;
    const head = behind ? await log.head() : this.#progress.head;
    this.#reached(Math.max(batch.position, this.#progress.position), head);
    onProgress?.(this.#progress);
  }

  async #reportKept({ position: read }: LogBatch): Promise<void> {
    const { log, onProgress } = this.#subscription;
    const { position, head } = this.#progress;
    this.#progress = { position, read, head: read > head ? await log.head() : head };
    onProgress?.(this.#progress);
  }

  #reached(position: number, head = 0): void {
    this.#progress = { position, read: position, head: Math.max(head, position) };
    this.#waiters.reached(position);
  }

  #stopped(): boolean {
    return this.#subscription.signal?.aborted === true;
  }

  #readOptions(): ReadLogOptions {
    const { prefixes, batchSize, once = false, upTo, signal } = this.#subscription;
    return {
      after: this.#progress.position,
      live: !once,
      ...(prefixes === undefined ? {} : { prefixes: typeof prefixes === 'function' ? prefixes() : prefixes }),
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(upTo === undefined ? {} : { upTo }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}
