import type { EventLog, EventStore, FailPoint, ReadModel, ReadModels } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import { Shard } from '#libs/views';
import { startDocumentProjections } from '../document-projections.js';
import { AssumingStatusRecorder } from '../on-track/status-recorder.js';
import { onTrackCheckpoint, type ShardLayout } from '../shards/shard-layout.js';
import { startOnTrack } from '../start-on-track.js';
import type { RebuildRight } from './rebuild-right.js';
import type { RebuildRun } from './rebuild-run.js';
import { checkpointOf, STUDENTS } from './rebuildable-models.js';

export interface DraftFoldParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly log: EventLog;
  /** Those that stand. */
  readonly models: ReadModels;
  readonly draft: ReadModels;
  readonly right: Pick<RebuildRight, 'keep'>;
  /** Into how many shards the students are divided: each has a checkpoint of its own, in the new version too. */
  readonly layout: ShardLayout;
  readonly failPoint?: FailPoint;
}

/**
 * Positions. Nobody goes on from a draft whose process has ended, so its documents need not be stored often: what is in memory meanwhile is
 * the students, who are there anyway, and what was decided of them.
 */
const STORE_EVERY = 200_000;
/** What comes in while much is folded is folded in another round; what comes in during the last one, by who goes on. */
const MOST_ROUNDS = 5;
const LITTLE = 500;

/** Folds a draft until it is where those are that stand. */
export class DraftFold {
  readonly #parts: DraftFoldParts;
  readonly #run: RebuildRun;
  /** Aborts where the right is lost. */
  readonly #lost = new AbortController();

  constructor(parts: DraftFoldParts, run: RebuildRun) {
    this.#parts = parts;
    this.#run = run;
  }

  async toTheEnd(): Promise<void> {
    const { log, right } = this.#parts;
    const { models, signal } = this.#run;
    for (let round = 1, head = 0; round <= MOST_ROUNDS && (await log.head()) - head > (round === 1 ? -1 : LITTLE); round++) {
      head = await log.head();
      for (const model of models) {
        await right.keep();
        if (model.name === STUDENTS) await this.#foldStudents();
        else await this.#foldDocuments(model);
        this.#lost.signal.throwIfAborted();
        signal.throwIfAborted();
      }
    }
  }

  /**
   * No further than those that stand have come: of what they have not evaluated nothing is recorded yet, and who goes on from the new
   * version records it. All shards to the same place: a community is summed up of shares for the same day.
   */
  async #foldStudents(): Promise<void> {
    const { store, log, models, draft, layout, failPoint } = this.#parts;
    const fail = failPoint === undefined ? {} : { failPoint };
    const upTo = await onTrackCheckpoint(models);
    for (const shard of Shard.all(layout.of)) {
      const parts = { store, log, models: draft, recorder: new AssumingStatusRecorder(), part: { shard, layout }, ...fail };
      await (await startOnTrack(parts, { ...this.#options(STUDENTS), upTo })).runner.run();
    }
  }

  async #foldDocuments(model: ReadModel): Promise<void> {
    const { log, draft, failPoint } = this.#parts;
    const fail = failPoint === undefined ? {} : { failPoint };
    const runners = await startDocumentProjections({ log, models: draft, ...fail }, this.#options(model.name), [checkpointOf(model)]);
    for (const runner of runners.values()) await runner.run();
  }

  #options(model: string): RunOptions {
    const { right } = this.#parts;
    const { signal, onProgress } = this.#run;
    return {
      once: true,
      batchSize: STORE_EVERY,
      signal: AbortSignal.any([signal, this.#lost.signal]),
      onProgress: ({ read, head }) => {
        onProgress?.(model, read, head);
        void right.keep().catch((error: unknown) => this.#lost.abort(error));
      },
    };
  }
}
