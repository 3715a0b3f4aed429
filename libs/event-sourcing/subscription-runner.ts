import type { EventLog, LogBatch, ReadLogOptions } from './event-log.port.js';
import { AnotherWriterError, SubscriptionEndedError } from './event-sourcing.errors.js';
import type { FailPoint } from './fail-point.js';
import { PositionWaiters } from './position-waiters.js';
import type { ReadModels } from './read-models.port.js';

export interface Subscription {
  /** Whose checkpoint it is; one program at a time may run it. */
  readonly projection: string;
  readonly log: EventLog;
  readonly models: Pick<ReadModels, 'checkpoint' | 'advance'>;
  /**
   * Folds a batch, durably, before it resolves; or resolves to `kept` where nothing of it is durable yet: it is with a later one,
   * at the latest the one that has caught up, and the checkpoint waits. The same batches can come again after a crash.
   */
  readonly handle: (batch: LogBatch) => Promise<'kept' | void>;
  /** Only streams whose name starts with one of these; default all. */
  readonly prefixes?: readonly string[];
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
  #progress: SubscriptionProgress = { position: 0, head: 0 };
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
      await this.#pull();
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

  async #pull(): Promise<void> {
    if (this.#stopped()) return;
    for await (const batch of this.#subscription.log.read(this.#readOptions())) {
      if (await this.#fold(batch)) await this.#report(batch);
      else this.#subscription.onProgress?.(this.#progress);
      if (this.#stopped()) return;
    }
  }

  /** False while the batch is only kept. */
  async #fold(batch: LogBatch): Promise<boolean> {
    const { projection, models, handle, failPoint } = this.#subscription;
    const { position } = this.#progress;
    await failPoint?.('before-documents');
    if ((await handle(batch)) === 'kept') return false;
    await failPoint?.('after-documents');
    if (batch.position <= position) return true;
    if (!(await models.advance(projection, position, batch.position))) {
      throw new AnotherWriterError(projection, `its checkpoint is no longer at ${position}`);
    }
    await failPoint?.('after-checkpoint');
    return true;
  }

  async #report(batch: LogBatch): Promise<void> {
    const { log, onProgress } = this.#subscription;
    const behind = !batch.caughtUp && batch.position >= this.#progress.head;
    const head = behind ? await log.head() : this.#progress.head;
    this.#reached(Math.max(batch.position, this.#progress.position), head);
    onProgress?.(this.#progress);
  }

  #reached(position: number, head = 0): void {
    this.#progress = { position, head: Math.max(head, position) };
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
      ...(prefixes === undefined ? {} : { prefixes }),
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(upTo === undefined ? {} : { upTo }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}
